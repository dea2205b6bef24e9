/// Branches, remotes and stash of a git repository, read from its files without running git
/// (gitrepository-layout(5)): a repository's own configuration can make git run programs.
public struct GitReferences: Equatable, Sendable {
    /// The branch that is checked out; nil when detached or unborn without a name.
    public var head: String?
    /// Object id by full name, such as `refs/heads/main`.
    public var ids: [String: String] = [:]
    /// URL by remote, without credentials: scheme, host and path only.
    public var remotes: [String: String] = [:]
    /// Full name of the remote-tracking reference by branch.
    public var upstreams: [String: String] = [:]
    /// Whether something is stashed.
    public var hasStash: Bool { ids["refs/stash"] != nil }

    /// A repository of nothing.
    public init() {}

    /// Reads `HEAD`.
    public mutating func readHead(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let prefix = "ref: refs/heads/"
        guard text.hasPrefix(prefix) else { return }
        head = String(text.dropFirst(prefix.count).prefix { !$0.isNewline })
    }

    /// Reads one loose reference.
    public mutating func readLoose(name: String, _ bytes: [UInt8]) {
        let text = String(decoding: bytes.prefix(64).prefix { $0 > 0x20 }, as: UTF8.self)
        if Self.isObjectID(text) { ids[name] = text }
    }

    /// Reads `packed-refs`; loose references, read before, win.
    public mutating func readPacked(_ bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2, Self.isObjectID(words[0]), ids[words[1]] == nil else {
                continue
            }
            ids[words[1]] = words[0]
        }
    }

    /// Reads `config`: remotes and upstreams (git-config(1)).
    public mutating func readConfig(_ bytes: [UInt8]) {
        var section = ""
        var name = ""
        var remoteOf: [String: String] = [:]
        var mergeOf: [String: String] = [:]
        for raw in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let line = raw.drop { $0 == " " || $0 == "\t" }
            if line.first == "[" {
                let inner = line.dropFirst().prefix { $0 != "]" }.split(
                    separator: "\"", omittingEmptySubsequences: false)
                section = inner.first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
                name = inner.count > 1 ? String(inner[1]) : ""
                continue
            }
            let parts = line.split(separator: "=", maxSplits: 1).map(Self.trimmed)
            guard parts.count == 2 else { continue }
            switch (section, parts[0].lowercased()) {
            case ("remote", "url"): remotes[name] = Self.withoutCredentials(parts[1])
            case ("branch", "remote"): remoteOf[name] = parts[1]
            case ("branch", "merge"): mergeOf[name] = parts[1]
            default: continue
            }
        }
        for (branch, remote) in remoteOf {
            guard let merge = mergeOf[branch], merge.hasPrefix("refs/heads/") else { continue }
            upstreams[branch] = "refs/remotes/\(remote)/" + merge.dropFirst("refs/heads/".count)
        }
    }

    /// Branches whose tip no remote-tracking reference is known to hold, sorted.
    public var unpushedBranches: [String] {
        let held = Set(ids.filter { $0.key.hasPrefix("refs/remotes/") }.values)
        return ids.filter { $0.key.hasPrefix("refs/heads/") && !held.contains($0.value) }
            .map { String($0.key.dropFirst("refs/heads/".count)) }.sorted()
    }

    private static func isObjectID(_ text: String) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64) && text.allSatisfy(\.isHexDigit)
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(start[...last])
    }

    /// `https://user:token@host/path` without what stands before the `@`.
    private static func withoutCredentials(_ url: String) -> String {
        guard let scheme = url.firstRange(of: "://"), let at = url.lastIndex(of: "@"),
            at > scheme.upperBound
        else { return url }
        return String(url[..<scheme.upperBound] + url[url.index(after: at)...])
    }
}
