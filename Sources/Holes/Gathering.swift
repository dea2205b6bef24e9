import Vocabulary

/// Items that ask the same question in the same folder, told as one.
struct Gathering {
    /// The item itself, or the folder that stands for all of them.
    let subject: Item
    /// What it stands for, in the order of the inventory.
    let items: [Item]

    /// Whether a folder stands for several items.
    var isMany: Bool { items.count > 1 }

    /// How many of one kind a folder may have before it stands for them.
    static let limit = 4

    /// Gathers items that share folder and `likeness` once there are more than `limit` of them;
    /// the others speak for themselves.
    static func of(
        _ items: [Item], in facts: SystemFacts, alike likeness: (Item) -> String = { _ in "" }
    ) -> [Gathering] {
        let groups = Dictionary(grouping: items) { item in
            Likeness(
                place: item.place, root: item.root, folder: item.path.folder, kind: likeness(item))
        }
        let gathered = groups.flatMap { _, members -> [Gathering] in
            guard members.count > limit, let first = members.first else {
                return members.map { Gathering(subject: $0, items: [$0]) }
            }
            let folder = Identifiers.item(
                place: first.place, root: first.root, path: first.path.folder)
            return [Gathering(subject: facts.item(folder) ?? first, items: members)]
        }
        let named = gathered.map { (subject: $0.subject.id, first: $0.items[0].id, gathering: $0) }
        return named.sorted { ($0.subject, $0.first) < ($1.subject, $1.first) }.map(\.gathering)
    }

    /// What items share that are told as one.
    private struct Likeness: Hashable {
        let place: String
        let root: PathBytes
        let folder: PathBytes
        let kind: String
    }

    /// The end of a name after its last dot, for telling transcripts from settings.
    static func ending(_ item: Item) -> String {
        let name = item.path.name.text
        return name.split(separator: ".").count > 1
            ? String(name.split(separator: ".").last ?? "") : ""
    }

    /// `it`, or how many lie in the folder.
    var amount: String { isMany ? "\(items.count) files here" : "it" }
}

extension Item {
    /// Its path as a person writes it: below its root, or the root itself.
    var shortPath: String { path.isEmpty ? root.text : path.text }

    /// The line that gives it a class.
    func classAnswer(_ word: String) -> Hole.Answer {
        Hole.Answer(
            key: ["classes", shortPath],
            line: "classes: [{path: \(YAMLText.scalar(shortPath)), class: \(word), because: \"…\"}]"
        )
    }
}

/// Text as a YAML scalar within a flow mapping.
enum YAMLText {
    /// Plain where nothing in it means anything to YAML, in double quotes otherwise.
    static func scalar(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "/._-".utf8.contains(byte)
                }
            } && !"-.0123456789".contains(text.first ?? "-")
        if isPlain { return text }
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}
