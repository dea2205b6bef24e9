internal import Formats

/// Every playbook at hand, and how to find the one for an image, a program or a unit.
public struct Playbooks: Sendable {
    /// In the order they were declared.
    public let all: [Playbook]

    /// A collection of playbooks.
    public init(_ all: [Playbook]) {
        self.all = all
    }

    /// The playbook for an image reference such as `postgres:15`; nil for an image nobody has
    /// described.
    public func playbook(forImage image: String) -> Playbook? {
        guard let reference = ImageReference(image) else { return nil }
        var best: (rank: Int, playbook: Playbook)?
        for playbook in all {
            for pattern in playbook.images {
                guard let rank = PlaybookImages.rank(pattern, reference) else { continue }
                if rank > best?.rank ?? Int.min { best = (rank, playbook) }
            }
        }
        return best?.playbook ?? all.first { $0.images.contains(reference.name) }
    }

    /// The playbook for a program, by the last segment of its path without a version.
    public func playbook(forProgram program: String) -> Playbook? {
        let name = program.split(separator: "/").last.map(String.init) ?? program
        if let exact = all.first(where: { $0.programs.contains(name) }) { return exact }
        let bare = name.prefix { !$0.isNumber }.trimmedDash
        return all.first { $0.programs.contains(bare) }
    }

    /// The playbook for a unit's name, with or without `.service`.
    public func playbook(forUnit unit: String) -> Playbook? {
        let name = unit.hasSuffix(".service") ? String(unit.dropLast(8)) : unit
        return all.first { $0.units.contains { PlaybookImages.glob($0, name) } }
    }

    /// The playbook of that id.
    public subscript(id id: String) -> Playbook? {
        all.first { $0.id == id }
    }

    /// The first playbook whose main store has that engine and that can move it.
    public func playbook(forEngine engine: String) -> Playbook? {
        all.first { $0.engine == engine && $0.procedures.movesData }
            ?? all.first { $0.engine == engine }
    }
}

extension Substring {
    var trimmedDash: String {
        var rest = self
        while let last = rest.last, "-_.".contains(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
