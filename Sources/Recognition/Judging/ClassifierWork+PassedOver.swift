import Vocabulary

/// Texts that lie among those that somebody loads, and that nobody loads.
extension ClassifierWork {
    /// Judges the texts that a list of an agent's own leaves out: they are no part of it, though a
    /// service mounts their folder.
    mutating func weighPassedOver(_ uses: [Loaders.Use], _ candidates: [PathBytes: Int]) {
        let loaded = uses.filter { $0.role == .prompt && Self.isText($0.path) }
        let used = Set(loaded.map(\.path))
        let places = Dictionary(
            grouping: loaded.filter { Self.isList($0.source) }, by: Place.init(of:))
        for (path, index) in candidates where !used.contains(path) && Self.isText(path) {
            guard let beside = places[Place(path)], isMountedOnly(index) else { continue }
            let lists = Dictionary(grouping: beside, by: \.source)
            guard lists.values.contains(where: { Set($0.map(\.path)).count >= 2 }) else { continue }
            change(
                index, to: .config,
                Evidence(
                    .inferred, rule: "loader.passed-over",
                    says: "settings list the texts beside it that are loaded, and not it"))
        }
    }

    /// Where a text lies, and how its name ends.
    private struct Place: Hashable {
        let folder: PathBytes
        let ending: String

        init(_ path: PathBytes) {
            folder = path.folder
            ending = path.name.text.lowercased().split(separator: ".").last.map(String.init) ?? ""
        }

        init(of use: Loaders.Use) { self.init(use.path) }
    }

    /// Whether settings name it, and not a program.
    private static func isList(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        return [".toml", ".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
    }

    private static func isText(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        return [".md", ".txt", ".prompt"].contains { name.hasSuffix($0) }
    }

    /// Whether nothing but the folder's name, which a service mounts, makes it an agent's own.
    func isMountedOnly(_ index: Int) -> Bool {
        let verdict = verdicts.all[Int(verdictOf[index])]
        return isPrior[index] && verdict.itemClass == .identity
            && verdict.evidence.contains { $0.rule.hasPrefix("compose.") }
            && !verdict.evidence.contains {
                $0.rule.hasPrefix("content.") || $0.rule.hasPrefix("loader.")
            }
    }
}
