public import Vocabulary

/// Lines of an ignore file: which paths are left out, in the form of gitignore(5).
///
/// `#` starts a comment, `!` takes back, a trailing `/` means folders only, a `/` elsewhere ties
/// the pattern to the root; `*`, `?`, `[…]` stay within a segment, `**` spans segments. The last
/// line that matches decides.
public struct IgnorePatterns: Hashable, Sendable {
    /// One line, taken apart.
    struct Line: Hashable, Sendable {
        var segments: [[UInt8]]
        var takesBack = false
        var foldersOnly = false
    }

    var lines: [Line] = []

    /// No lines.
    public init() {}

    /// Lines of a file's bytes.
    public init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) { add(Array(line)) }
    }

    /// Lines one by one.
    public init(lines: [String]) {
        for line in lines { add(Array(line.utf8)) }
    }

    /// Whether there is no line at all.
    public var isEmpty: Bool { lines.isEmpty }

    /// Whether the path below the root is left out by these lines, its parents aside.
    public func match(_ path: PathBytes, isFolder: Bool) -> Bool {
        guard !lines.isEmpty else { return false }
        let segments = path.bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
        for line in lines.reversed() where isFolder || !line.foldersOnly {
            if Self.match(line.segments[...], segments[...]) { return !line.takesBack }
        }
        return false
    }

    private mutating func add(_ text: [UInt8]) {
        var text = text[...]
        if text.last == UInt8(ascii: "\r") { text = text.dropLast() }
        while text.last == UInt8(ascii: " "), text.dropLast().last != UInt8(ascii: "\\") {
            text = text.dropLast()
        }
        guard let first = text.first, first != UInt8(ascii: "#") else { return }
        var line = Line(segments: [])
        if first == UInt8(ascii: "!") {
            line.takesBack = true
            text = text.dropFirst()
        }
        if text.last == UInt8(ascii: "/") {
            line.foldersOnly = true
            text = text.dropLast()
        }
        let isTied = text.contains(UInt8(ascii: "/"))
        line.segments = text.split(separator: UInt8(ascii: "/")).map(Array.init)
        guard !line.segments.isEmpty else { return }
        if !isTied { line.segments.insert(Array("**".utf8), at: 0) }
        lines.append(line)
    }

    private static func match(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        if first.elementsEqual("**".utf8) {
            let rest = pattern.dropFirst()
            if rest.isEmpty { return !path.isEmpty }
            return path.indices.contains { match(rest, path[$0...]) }
        }
        guard let segment = path.first, Wildcard.match(first[...], segment[...]) else {
            return false
        }
        return match(pattern.dropFirst(), path.dropFirst())
    }
}

/// Shell wildcards within one segment, as fnmatch(3) reads them, over bytes.
enum Wildcard {
    /// Whether the whole text matches the pattern.
    static func match(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var (pattern, text) = (pattern, text)
        var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (pattern, text)
            } else if let byte = text.first, let rest = step(pattern, byte) {
                pattern = rest
                text = text.dropFirst()
            } else if text.isEmpty && pattern.isEmpty {
                return true
            } else {
                guard let again = retry, !again.text.isEmpty else { return false }
                pattern = again.pattern
                text = again.text.dropFirst()
                retry = (pattern, text)
            }
        }
    }

    /// What is left of the pattern after its first element took one byte; nil where it does not.
    private static func step(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> ArraySlice<UInt8>? {
        switch pattern.first {
        case nil: nil
        case UInt8(ascii: "?"): pattern.dropFirst()
        case UInt8(ascii: "["): set(pattern, byte)
        case UInt8(ascii: "\\") where pattern.count > 1:
            pattern.dropFirst().first == byte ? pattern.dropFirst(2) : nil
        default: pattern.first == byte ? pattern.dropFirst() : nil
        }
    }

    /// A bracket expression; one that does not end stands for `[` itself.
    private static func set(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> ArraySlice<UInt8>? {
        var rest = pattern.dropFirst()
        let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
        if isNegated { rest = rest.dropFirst() }
        var holds = false
        var isFirst = true
        while let low = rest.first {
            rest = rest.dropFirst()
            if low == UInt8(ascii: "]"), !isFirst { return holds != isNegated ? rest : nil }
            isFirst = false
            var high = low
            if rest.first == UInt8(ascii: "-"), let end = rest.dropFirst().first,
                end != UInt8(ascii: "]")
            {
                high = end
                rest = rest.dropFirst(2)
            }
            if low <= byte, byte <= high { holds = true }
        }
        return byte == UInt8(ascii: "[") ? pattern.dropFirst() : nil
    }
}
