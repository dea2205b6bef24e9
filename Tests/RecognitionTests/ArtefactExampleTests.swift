import Knowledge
import Testing
import Vocabulary

@testable import Recognition

/// Every artefact is tried on the paths that its own declaration gives.
@Suite struct `Every artefact` {
    @Test(arguments: Catalogue.shipped.artefacts.map(\.id))
    func `fits its examples and not its counters`(id: String) throws {
        let artefact = try #require(Catalogue.shipped.artefacts.first { $0.id == id })
        for path in artefact.examples { #expect(Trial(artefact).fits(path), "\(path)") }
        for path in artefact.counters { #expect(!Trial(artefact).fits(path), "\(path)") }
    }

    @Test func `has an id of its own`() {
        let ids = Catalogue.shipped.artefacts.map(\.id)
        #expect(Set(ids).count == ids.count)
    }
}

/// One artefact alone, tried on a path as if a scan had met it there.
struct Trial {
    let artefact: Artefact
    let matcher: ArtefactMatcher

    init(_ artefact: Artefact) {
        self.artefact = artefact
        matcher = ArtefactMatcher(
            Catalogue(artefacts: [artefact], playbooks: Catalogue.shipped.playbooks))
    }

    /// Whether it is chosen for an entry at a path; its neighbours and signature are given.
    func fits(_ path: String) -> Bool {
        let held = artefact.match.holding
        guard held.isEmpty else { return matcher.holding(held.contains) != nil }
        let parts = path.lowercased().split(separator: "/").map(String.init)
        guard let name = parts.last else { return false }
        var context = FolderContext(segments: [])
        for length in 1..<max(parts.count, 1) {
            let above = context.marks
            context = FolderContext(segments: Array(parts.prefix(length)))
            context.marks = matcher.places.marks(context.segments, below: above)
        }
        let neighbours = { Set(artefact.match.beside + [name]) }
        let entry = ArtefactMatcher.Entry(
            isFolder: artefact.match.isFolder, size: artefact.match.isEmpty ? 0 : 10,
            signature: artefact.match.signatures.first)
        return matcher.best(
            NameBook.Facts(name, matcher), entry, context: context,
            local: matcher.local(context, siblings: neighbours), siblings: neighbours) != nil
    }
}
