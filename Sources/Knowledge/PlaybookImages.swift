/// An image reference taken apart: `[registry/]repository[:tag][@digest]`
/// (distribution reference grammar).
public struct ImageReference: Equatable, Sendable {
    /// Registry host, nil for the default one.
    public let registry: String?
    /// Segments of the repository, lower case, without `library`.
    public let segments: [String]
    /// The tag.
    public let tag: String?
    /// The digest.
    public let digest: String?

    /// Reads a reference; nil when nothing is left of it, or it holds an unresolved variable.
    public init?(_ text: String) {
        guard !text.contains("$"), !text.contains("‹") else { return nil }
        var rest = Substring(text.hasPrefix("docker://") ? text.dropFirst(9) : text[...])
        digest = rest.firstIndex(of: "@").map { String(rest[rest.index(after: $0)...]) }
        if let at = rest.firstIndex(of: "@") { rest = rest[..<at] }
        let slash = rest.lastIndex(of: "/") ?? rest.startIndex
        if let colon = rest[slash...].lastIndex(of: ":") {
            tag = String(rest[rest.index(after: colon)...])
            rest = rest[..<colon]
        } else {
            tag = nil
        }
        var parts = rest.lowercased().split(separator: "/").map(String.init)
        if parts.count > 1, Self.isRegistry(parts[0]) {
            registry = parts.removeFirst()
        } else {
            registry = nil
        }
        if parts.count > 1 { parts.removeAll { $0 == "library" } }
        guard !parts.isEmpty else { return nil }
        segments = parts
    }

    private static func isRegistry(_ part: String) -> Bool {
        part.contains(".") || part.contains(":") || part == "localhost"
    }

    /// The last segment of the repository.
    public var name: String { segments.last ?? "" }

    /// The numbers the tag starts with, a leading `v` passed over and, where the tag starts with
    /// a word, the first number after it (`pg16`, `RELEASE.2024-…`); empty when there is none.
    public var version: [Int] {
        guard let tag else { return [] }
        let word = tag.prefix { !$0.isNumber }
        guard word.isEmpty || ["v", "pg", "version-"].contains(word.lowercased()) else {
            return []
        }
        let numbers = tag.dropFirst(word.count).prefix { $0.isNumber || $0 == "." }
        return numbers.split(separator: ".").compactMap { Int($0) }
    }

    /// Whether the tag says nothing about which bytes will be fetched tomorrow.
    public var isFloating: Bool {
        digest == nil && (tag.map { ["latest", "main", "stable", "edge"].contains($0) } ?? true)
    }
}

/// Matches image references against the patterns of playbooks.
///
/// A pattern is a repository, `*` standing for anything within a segment. It matches the whole
/// repository, or its last segments where a mirror puts its own before them.
public enum PlaybookImages {
    /// Whether a pattern matches a reference; the longer the match, the higher.
    public static func rank(_ pattern: String, _ image: ImageReference) -> Int? {
        let wanted = pattern.lowercased().split(separator: "/").map(String.init)
        let words = wanted.first == image.registry ? Array(wanted.dropFirst()) : wanted
        guard words.count <= image.segments.count else { return nil }
        let tail = image.segments.suffix(words.count)
        guard zip(words, tail).allSatisfy({ glob($0, $1) }) else { return nil }
        let isWhole = words.count == image.segments.count
        if !isWhole && words.count == 1 && image.segments.count > 1 && !isMirror(image) {
            return nil
        }
        let stars = pattern.count { $0 == "*" }
        return words.count * 10 + (isWhole ? 5 : 0) - stars * 3
    }

    /// A mirror keeps `library` or a hub's path before the name of an official image.
    private static func isMirror(_ image: ImageReference) -> Bool {
        let before = image.segments.dropLast()
        return before.allSatisfy {
            ["docker", "dockerhub", "docker.io", "hub", "mirror", "proxy", "official"].contains($0)
        }
    }

    /// Whether text matches a pattern with `*`.
    public static func glob(_ pattern: String, _ text: String) -> Bool {
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return pattern == text }
        guard text.hasPrefix(parts[0]) else { return false }
        var rest = text.dropFirst(parts[0].count)
        for part in parts.dropFirst().dropLast() {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        let last = parts[parts.count - 1]
        return last.isEmpty || rest.hasSuffix(last)
    }
}
