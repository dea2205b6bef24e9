/// The ids of the contract: `/`-joined segments, bytes outside `A-Za-z0-9._~@+-` %-escaped.
///
/// Ids are plain `String`s made only here, so that two rooms never spell one thing two ways.
public enum Identifiers {
    /// This machine.
    public static let local = "local"

    /// A segment with every byte outside the allowed set %-escaped.
    public static func segment(_ text: String) -> String {
        segment(PathBytes(text))
    }

    /// A segment of raw bytes with every byte outside the allowed set %-escaped.
    public static func segment(_ bytes: PathBytes) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.bytes.count)
        append(bytes, to: &out, keeping: 0)
        return String(decoding: out, as: UTF8.self)
    }

    /// PLACE`/service/`GROUP`/`NAME.
    public static func service(place: String, group: String, name: String) -> String {
        "\(place)/service/\(groupSegment(group))/\(segment(name))"
    }

    /// PLACE`/store/`KIND`/`NAME.
    public static func store(place: String, kind: Store.Kind, name: String) -> String {
        "\(place)/store/\(kind.rawValue)/\(segment(name))"
    }

    /// PLACE`:`ROOT`//`PATH, both escaped within their segments.
    public static func item(place: String, root: PathBytes, path: PathBytes) -> String {
        var out = Array(place.utf8)
        out.reserveCapacity(out.count + root.bytes.count + path.bytes.count + 3)
        out.append(UInt8(ascii: ":"))
        append(root, to: &out, keeping: UInt8(ascii: "/"))
        out.append(UInt8(ascii: "/"))
        out.append(UInt8(ascii: "/"))
        append(path, to: &out, keeping: UInt8(ascii: "/"))
        return String(decoding: out, as: UTF8.self)
    }

    /// The root and the path below it that an item's id names, on that place; nil for other ids.
    public static func itemPath(_ id: String, place: String) -> (root: PathBytes, path: PathBytes)?
    {
        let bytes = Array(id.utf8)
        let head = Array(place.utf8) + [UInt8(ascii: ":")]
        guard bytes.starts(with: head) else { return nil }
        let slash = UInt8(ascii: "/")
        var at = head.count
        // The root `/` is followed by the two slashes as well: `:///etc`.
        if bytes.count > at + 2, bytes[at] == slash, bytes[at + 1] == slash,
            bytes[at + 2] == slash
        {
            at += 1
        } else {
            while at + 1 < bytes.count, bytes[at] != slash || bytes[at + 1] != slash { at += 1 }
        }
        guard at + 1 < bytes.count else { return nil }
        let root = String(decoding: bytes[head.count..<at], as: UTF8.self)
        let path = String(decoding: bytes[(at + 2)...], as: UTF8.self)
        return (unescapedBytes(root), unescapedBytes(path))
    }

    /// The last segment of an id, unescaped.
    public static func name(of id: String) -> String {
        unescaped(id.split(separator: "/").last.map(String.init) ?? id)
    }

    /// The place of a service's or store's id; nil for another kind of id.
    public static func place(of id: String) -> String? {
        for kind in ["/service/", "/store/"] {
            if let found = id.firstRange(of: kind) { return String(id[..<found.lowerBound]) }
        }
        return nil
    }

    /// The GROUP segment of a service's id, unescaped; nil for another id.
    public static func group(of id: String) -> String? {
        let parts = id.split(separator: "/")
        guard parts.count >= 4, parts[parts.count - 3] == "service" else { return nil }
        return unescaped(String(parts[parts.count - 2]))
    }

    /// A segment with its %-escapes taken back.
    public static func unescaped(_ segment: String) -> String {
        unescapedBytes(segment).text
    }

    private static func unescapedBytes(_ segment: String) -> PathBytes {
        let bytes = Array(segment.utf8)
        guard bytes.contains(UInt8(ascii: "%")) else { return PathBytes(bytes: bytes) }
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let byte = Hexadecimal.bytes(
                    String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self))
            {
                out.append(byte[0])
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return PathBytes(bytes: out)
    }

    /// `user:NAME` and `cron:USER` keep their colon: it is part of the group's word.
    private static func groupSegment(_ group: String) -> String {
        for word in ["user:", "cron:"] where group.hasPrefix(word) {
            return word + segment(String(group.dropFirst(word.count)))
        }
        return segment(group)
    }

    /// Appends bytes, %-escaped but for the plain ones and for `kept` (0: no other).
    private static func append(_ path: PathBytes, to out: inout [UInt8], keeping kept: UInt8) {
        for byte in path.bytes {
            if byte == kept || isPlain(byte) {
                out.append(byte)
            } else {
                out.append(UInt8(ascii: "%"))
                Hexadecimal.append(CollectionOfOne(byte), to: &out)
            }
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
