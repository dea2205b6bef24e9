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

    /// The login name of a home: its last segment below `/home`, else the name that the units and
    /// crontabs there put behind `/home/`, else the one that its other texts do, else its owner's.
    func user(of home: PathBytes) -> String {
        let segments = home.bytes.split(separator: UInt8(ascii: "/")).map {
            String(decoding: $0, as: UTF8.self)
        }
        if let at = segments.lastIndex(where: { $0 == "home" || $0 == "Users" }),
            at + 1 < segments.count
        {
            return segments[at + 1]
        }
        if segments.last == "root" { return "root" }
        let below = documents.files(below: home).filter { !ComposeSources.isForeign($0) }
        let own = below.filter {
            UnitReader.isUnit($0.name.text) || CrontabNames.kind($0) != nil
        }
        return mostNamed(in: own, except: []) ?? mostNamed(
            in: below.filter(isTelling), except: inside(below))
            ?? documents.owner ?? segments.last ?? fallback
    }

    /// Names behind `/home/` that compose files give to the inside of containers.
    private func inside(_ below: [PathBytes]) -> Set<String> {
        let files = below.filter {
            ComposeSources.isNamed($0.name.text) || $0.name.text.contains("Dockerfile")
        }
        return Set(
            files.flatMap { path in
                Self.homeNames(String(decoding: documents.bytes(of: path) ?? [], as: UTF8.self))
            })
    }

    private func mostNamed(in texts: [PathBytes], except others: Set<String>) -> String? {
        var counts: [String: Int] = [:]
        for text in texts.prefix(200) {
            guard let bytes = documents.bytes(of: text), bytes.count < 256 << 10 else { continue }
            for name in Self.homeNames(String(decoding: bytes, as: UTF8.self))
            where !others.contains(name) {
                counts[name, default: 0] += 1
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// Small texts that programs of a home keep its path in.
    private func isTelling(_ path: PathBytes) -> Bool {
        let name = path.name.text
        return [".json", ".yaml", ".yml", ".toml", ".sh", ".py", ".md", ".env"].contains {
            name.hasSuffix($0)
        }
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
