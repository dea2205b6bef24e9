import Formats
import Foundation
import Knowledge
import Services
import Testing
import Vocabulary

/// Real public compose files, where `BEDPLATE_CORPUS` says they are.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["BEDPLATE_CORPUS"] != nil))
struct CorpusTests {
    private let documents = DiskFolder(
        URL(filePath: ProcessInfo.processInfo.environment["BEDPLATE_CORPUS"] ?? "/nowhere"))

    @Test func `every service has an id of its own, evidence and a place in a file`() {
        let found = ComposeServices.discover(in: documents, playbooks: .shipped)
        let services = found.drafts.map(\.service)
        #expect(services.count > 100)
        #expect(Set(services.map(\.id)).count == services.count)
        for draft in found.drafts {
            #expect(draft.service.evidence.allSatisfy { $0.at?.contains(":") ?? false })
            #expect(draft.service.definedIn != nil)
            #expect(Set(draft.service.stores) == Set(draft.stores.map(\.id)))
            #expect(draft.dependencies.allSatisfy { $0.from == draft.service.id })
        }
        let ids = Set(services.map(\.id)).union(found.drafts.flatMap { $0.stores.map(\.id) })
        #expect(found.drafts.flatMap(\.dependencies).allSatisfy { ids.contains($0.to) })
    }

    @Test func `the same documents give the same drafts`() {
        let one = ComposeServices.discover(in: documents, playbooks: .shipped)
        let two = ComposeServices.discover(in: documents, playbooks: .shipped)
        #expect(one.drafts.map(\.service) == two.drafts.map(\.service))
        #expect(one.problems == two.problems)
    }
}

/// The files below a folder of this machine.
private struct DiskFolder: Documents {
    let place = Identifiers.local
    let owner: String? = nil
    let roots: [PathBytes]
    let files: [PathBytes]
    private let known: Set<PathBytes>

    init(_ root: URL) {
        let base = root.standardizedFileURL.path()
        let start = base.hasSuffix("/") ? String(base.dropLast()) : base
        var found: [PathBytes] = []
        let paths = FileManager.default.enumerator(atPath: start)
        while let path = paths?.nextObject() as? String {
            if paths?.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
                found.append(PathBytes(start + "/" + path))
            }
        }
        roots = [PathBytes(start)]
        files = found.sorted()
        known = Set(found)
    }

    func type(of path: PathBytes) -> ItemType? { known.contains(path) ? .file : nil }

    func bytes(of path: PathBytes) -> [UInt8]? {
        guard known.contains(path) else { return nil }
        return (try? Data(contentsOf: URL(filePath: path.text))).map { Array($0) }
    }
}
