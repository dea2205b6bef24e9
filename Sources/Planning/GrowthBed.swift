internal import Vocabulary

/// A folder of a root in which a living system goes on adding files of one kind: transcripts, daily
/// notes, run records. The export takes what was added since the plan was made, so an addition
/// there makes no step stale.
struct GrowthBed: Hashable, Comparable {
    /// Below the root; empty for the root itself.
    let folder: PathBytes
    /// How names of that kind end, from the last dot: `.jsonl`.
    let suffix: String
    /// Whether folders below it count too: nothing else lies in any of them.
    let isDeep: Bool

    /// As the plan's facts say it: `./memory/*.md`, `./sessions/**/*.jsonl`.
    var says: String { "./\(folder.appending(isDeep ? "**/*" : "*").text)\(suffix)" }

    /// By what is said of it.
    static func < (left: GrowthBed, right: GrowthBed) -> Bool { left.says < right.says }

    /// The command that finds what lies in it: paths from the root, each ended by NUL.
    var finding: String {
        let place = ShellText.quote("./" + folder.text)
        let files = "-type f -name \(ShellText.quote("*" + suffix))"
        return isDeep
            ? "find \(place) \\( -type d -o \(files) \\) -print0"
            : "find \(place) -maxdepth 1 \(files) -print0"
    }

    /// Whether an item is one of many that a program only ever adds to.
    static func grows(_ item: Item) -> Bool {
        item.type == .file && item.verdict.volatility == .append
            && item.verdict.itemClass == .state && MovingRoot.isCarried(item)
            && suffix(of: item) != nil && !item.path.folder.isLossy
    }

    /// The ending of an item's name, where a shell's pattern means just that.
    static func suffix(of item: Item) -> String? {
        let name = item.path.name.bytes
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0, dot < name.count - 1
        else { return nil }
        let suffix = PathBytes(name[dot...]).text
        return suffix.dropFirst().allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            ? suffix : nil
    }

    /// What is said of every bed that would hold an item.
    static func sayings(for item: Item) -> [String] {
        guard let suffix = suffix(of: item) else { return [] }
        var folder = item.path.folder
        var out = [GrowthBed(folder: folder, suffix: suffix, isDeep: false).says]
        while !folder.isEmpty {
            out.append(GrowthBed(folder: folder, suffix: suffix, isDeep: true).says)
            folder = folder.folder
        }
        return out
    }

    /// The beds of a root, sorted: for each growing item the highest folder in which everything
    /// grows, else the folder it lies in. `apart` are paths below the root that no item tells of.
    static func all(in root: MovingRoot, apart: [PathBytes]) -> [GrowthBed] {
        var mixed: Set<PathBytes> = [PathBytes(bytes: [])]
        let still = root.items.filter { $0.type != .folder && !grows($0) }.map(\.path.folder)
        for var folder in still + apart.map(\.folder) {
            while mixed.insert(folder).inserted { folder = folder.folder }
        }
        let beds = root.items.filter(grows).map { item in
            var folder = item.path.folder
            let isDeep = !mixed.contains(folder)
            while isDeep, !mixed.contains(folder.folder) { folder = folder.folder }
            return GrowthBed(folder: folder, suffix: suffix(of: item) ?? "", isDeep: isDeep)
        }
        return Set(beds).sorted()
    }
}
