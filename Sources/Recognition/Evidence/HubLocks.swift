import Formats
import Vocabulary

/// Skills and plugins that a hub's lock pins: unmodified they can be fetched again.
enum HubLocks {
    private static let lockNames = [
        "lock.json", "lock", ".bundled_manifest", "skills-lock.json", "skills.lock", "origin.json",
        "_meta.json", "hacs.repositories",
    ]

    private static let mayBe = NameEndings(lockNames)

    /// Records below folders that a lock names, with the recipe.
    static func pinned(_ table: FileTable, _ documents: any Documents) -> [Int: Regenerable] {
        var found: [Int: Regenerable] = [:]
        for index in table.records.indices
        where table.records[index].type == .file && mayBe.mayEnd(table.name(table.records[index])) {
            let name = String(decoding: table.name(table.records[index]), as: UTF8.self)
            guard lockNames.contains(name), name != "lock.json" || isHub(table, index) else {
                continue
            }
            let path = table.path(ofRecord: index)
            guard name != "origin.json", name != "_meta.json",
                let bytes = documents.bytes(of: table.root.appending(path))
            else { continue }
            let words = Set(
                PathWords.of(String(decoding: bytes, as: UTF8.self)).flatMap {
                    $0.split { "/:@".contains($0) }.map(String.init)
                })
            let recipe = Regenerable(from: "hub", recipe: path.text, proof: .located)
            let folders =
                name == "hacs.repositories"
                ? componentFolders(table, near: index) : skillFolders(table, near: index)
            for folder in folders
            where words.contains(String(decoding: table.name(ofFolder: folder), as: UTF8.self)) {
                for below in folder..<Int(table.folders[folder].end) {
                    for entry in table.entries(ofFolder: below)
                    where table.records[entry].type == .file { found[entry] = recipe }
                }
            }
        }
        return found
    }

    private static func isHub(_ table: FileTable, _ index: Int) -> Bool {
        let folder = String(
            decoding: table.name(ofFolder: Int(table.records[index].folder)), as: UTF8.self)
        return folder.hasPrefix(".") && folder.contains("hub")
    }

    /// Folders of Home Assistant's components and pages, beside the folder of the registry.
    private static func componentFolders(_ table: FileTable, near index: Int) -> [Int] {
        let registry = Int(table.records[index].folder)
        guard registry != 0 else { return [] }
        let home = Int(table.folders[registry].parent)
        return (home..<Int(table.folders[home].end)).filter {
            guard $0 != home else { return false }
            let above = Int(table.folders[$0].parent)
            return ["custom_components", "community"].contains(
                String(decoding: table.name(ofFolder: above), as: UTF8.self))
        }
    }

    /// Folders that hold a skill, in the tree around a lock.
    private static func skillFolders(_ table: FileTable, near index: Int) -> [Int] {
        var base = Int(table.records[index].folder)
        for _ in 0..<2 where base != 0 { base = Int(table.folders[base].parent) }
        return (base..<Int(table.folders[base].end)).filter {
            table.entry(named: "SKILL.md", inFolder: $0) != nil
        }
    }
}
