import Knowledge
import Vocabulary

/// A folder that a recipe can rebuild, or that claims so.
struct RegenerableTree {
    /// The artefact that knows it.
    let artefact: Artefact
    /// Its index among the table's folders.
    let folder: Int
    /// Its index among the table's records.
    let record: Int
    /// Path of the recipe below the root, or a word for one that needs no file; nil where none was found.
    let recipe: String?
    /// Entries modified after this moment were not made by the recipe, nanoseconds since 1970.
    let madeUntil: Int64

    /// How far above the folder a recipe may lie.
    private static let reach = 4

    init?(
        _ artefact: Artefact, folder: Int, record: Int, in table: FileTable,
        siblings: () -> Set<String>
    ) {
        guard let from = artefact.from ?? (artefact.itemClass == .state ? "git" : nil) else {
            return nil
        }
        self.artefact = artefact
        self.folder = folder
        self.record = record
        let hour: Int64 = 3_600_000_000_000
        if artefact.recipes.isEmpty {
            recipe = artefact.itemClass == .convenience ? from : nil
            madeUntil = .max
            return
        }
        let inside = artefact.recipes.lazy.compactMap { name in
            table.entry(named: PathBytes(name), inFolder: folder)
        }.first
        let found = inside ?? Self.above(artefact.recipes, folder, table)
        recipe = found.map { table.path(ofRecord: $0).text }
        let latest = max(
            found.map { table.records[$0].modified } ?? 0, table.records[record].modified)
        madeUntil = latest + hour
    }

    private static func above(_ recipes: [String], _ folder: Int, _ table: FileTable) -> Int? {
        var current = folder
        for _ in 0..<reach {
            guard current != 0 else { return nil }
            current = Int(table.folders[current].parent)
            for index in table.entries(ofFolder: current)
            where table.records[index].type == .file || table.records[index].type == .folder {
                let name = String(decoding: table.name(table.records[index]), as: UTF8.self)
                    .lowercased()
                if recipes.contains(name) { return index }
            }
        }
        return nil
    }

    /// The verdict about the folder: convenience only with a located recipe.
    var verdict: Verdict {
        var verdict = artefact.verdict
        let from = artefact.from ?? "git"
        if let recipe {
            verdict.regenerable = Regenerable(from: from, recipe: recipe, proof: .located)
            verdict.evidence.append(
                Evidence(
                    .observed, rule: "recipe.located", says: "\(recipe) rebuilds it",
                    at: artefact.recipes.isEmpty ? nil : recipe))
        } else if artefact.itemClass == .convenience {
            verdict.itemClass = .state
            verdict.regenerable = Regenerable(from: from, recipe: "", proof: .unproven)
            verdict.evidence.append(
                Evidence(
                    .inferred, rule: "recipe.missing",
                    says: "no recipe was found beside or above it"))
        }
        verdict.evidence.sort()
        return verdict
    }
}
