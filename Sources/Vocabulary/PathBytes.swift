/// A path or a name exactly as the file system holds it: bytes without NUL, `/`-separated.
///
/// Names on Linux are bytes, not text (path_resolution(7)); they order and compare as bytes.
public struct PathBytes: Hashable, Comparable, Sendable {
    /// The bytes, without a terminating NUL.
    public let bytes: [UInt8]

    /// A path of raw bytes.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A path from a slice of a name arena.
    public init(_ slice: ArraySlice<UInt8>) {
        self.bytes = Array(slice)
    }

    /// A path from text, as its UTF-8 bytes.
    public init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    /// The path as text; bytes that are not UTF-8 become U+FFFD.
    public var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Whether `text` lost something, so that `base64` must accompany it.
    public var isLossy: Bool {
        !text.utf8.elementsEqual(bytes)
    }

    /// Whether the path is empty: the root itself.
    public var isEmpty: Bool { bytes.isEmpty }

    /// The path in standard base64 (RFC 4648 section 4).
    public var base64: String { Base64.encode(bytes) }

    /// The last segment, or the whole path when it has no `/`.
    public var name: PathBytes {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return self }
        return PathBytes(bytes[(slash + 1)...])
    }

    /// Whether the last segment is that name: told without making a copy of it.
    public func isNamed(_ name: String) -> Bool {
        let start = bytes.count - name.utf8.count
        guard start == 0 || start > 0 && bytes[start - 1] == UInt8(ascii: "/") else { return false }
        return bytes[start...].elementsEqual(name.utf8)
    }

    /// Everything before the last `/`, empty for a path of one segment.
    public var folder: PathBytes {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
            return PathBytes(bytes: [])
        }
        return PathBytes(bytes[..<slash])
    }

    /// This path with one more segment (or several, `/`-joined) below it.
    public func appending(_ below: PathBytes) -> PathBytes {
        if bytes.isEmpty { return below }
        if below.bytes.isEmpty { return self }
        if bytes.last == UInt8(ascii: "/") { return PathBytes(bytes: bytes + below.bytes) }
        return PathBytes(bytes: bytes + [UInt8(ascii: "/")] + below.bytes)
    }

    /// This path with one more segment of text below it.
    public func appending(_ below: String) -> PathBytes {
        appending(PathBytes(below))
    }

    /// Whether `self` is `folder` or lies below it, compared segment by segment.
    public func isWithin(_ folder: PathBytes) -> Bool {
        if folder.bytes.isEmpty { return true }
        guard bytes.count >= folder.bytes.count, bytes.starts(with: folder.bytes) else {
            return false
        }
        return bytes.count == folder.bytes.count || folder.bytes.last == UInt8(ascii: "/")
            || bytes[folder.bytes.count] == UInt8(ascii: "/")
    }

    /// The path with `.`, `..` and empty segments resolved by text alone (no links followed).
    public var normalised: PathBytes {
        let isAbsolute = bytes.first == UInt8(ascii: "/")
        var kept: [ArraySlice<UInt8>] = []
        for segment in bytes.split(separator: UInt8(ascii: "/")) {
            if segment.elementsEqual(".".utf8) { continue }
            if segment.elementsEqual("..".utf8) {
                if let last = kept.last, !last.elementsEqual("..".utf8) {
                    kept.removeLast()
                } else if !isAbsolute {
                    kept.append(segment)
                }
                continue
            }
            kept.append(segment)
        }
        let joined = Array(kept.joined(separator: [UInt8(ascii: "/")]))
        return PathBytes(bytes: isAbsolute ? [UInt8(ascii: "/")] + joined : joined)
    }

    /// Bytewise order.
    public static func < (left: PathBytes, right: PathBytes) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension PathBytes: ExpressibleByStringLiteral {
    /// A path from a literal.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}
