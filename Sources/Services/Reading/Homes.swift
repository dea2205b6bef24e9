import Vocabulary

/// Whose home a path lies in, told from paths and from what the files there say.
struct Homes {
    private let documents: any Documents
    private let fallback: String

    init(_ documents: any Documents) {
        self.documents = documents
        fallback = documents.roots.first.map { $0.name.text } ?? "root"
    }

    /// The home folder above `.config/systemd/user`, `.ssh` and their like; nil elsewhere.
    func folder(above path: PathBytes, marker: String) -> PathBytes? {
        let text = path.text
        guard let range = text.firstRange(of: "/" + marker) else { return nil }
        return PathBytes(String(text[..<range.lowerBound]))
    }

    /// The login name of a home: its last segment below `/home`, else the name most texts there
    /// put behind `/home/`, else the folder's own name.
    func user(of home: PathBytes, texts: [PathBytes]) -> String {
        let segments = home.bytes.split(separator: UInt8(ascii: "/")).map {
            String(decoding: $0, as: UTF8.self)
        }
        if let at = segments.lastIndex(where: { $0 == "home" || $0 == "Users" }),
            at + 1 < segments.count
        {
            return segments[at + 1]
        }
        if segments.last == "root" { return "root" }
        var counts: [String: Int] = [:]
        for text in texts {
            guard let bytes = documents.bytes(of: text) else { continue }
            for name in Self.homeNames(String(decoding: bytes, as: UTF8.self)) {
                counts[name, default: 0] += 1
            }
        }
        let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return best?.key ?? segments.last ?? fallback
    }

    private static func homeNames(_ text: String) -> [String] {
        var names: [String] = []
        var rest = Substring(text)
        while let mark = rest.firstRange(of: "/home/") {
            rest = rest[mark.upperBound...]
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            if !name.isEmpty { names.append(String(name)) }
        }
        return names
    }
}
