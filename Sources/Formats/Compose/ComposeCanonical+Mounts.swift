internal import Vocabulary

/// The long form of mounts.
extension ComposeCanonical {
    /// `SOURCE:TARGET:OPTIONS` and the long form alike as `{type, source, target, read_only, …}`.
    ///
    /// A source that became nothing because its variable is not set leaves a bind without one.
    mutating func mount(_ node: ComposeNode) -> ComposeNode? {
        if node.isMap { return longMount(node) }
        guard let text = node.string, !text.isEmpty else {
            problem("volumes: expected a mount", at: node.origin)
            return nil
        }
        let parts = Self.parts(text)
        let isUnknown = parts.count > 1 && parts[0].isEmpty && !node.missing.isEmpty
        if parts.count > 3 || parts.dropFirst(isUnknown ? 1 : 0).contains("") || isUnknown {
            problem("volumes: a part between colons is empty or too many", at: node.origin)
            guard isUnknown, parts.count <= 3, !parts[1].isEmpty else { return nil }
        }
        let target = parts.count == 1 ? parts[0] : parts[1]
        let options = parts.count == 3 ? parts[2].split(separator: ",").map(String.init) : []
        var map = ComposeNode(.map([]), like: node)
        func set(_ key: String, _ value: String) {
            map = map.setting(key, ComposeNode.text(value, at: node.origin))
        }
        let isPath = parts.count > 1 && Self.isPath(parts[0])
        set("type", isPath || isUnknown ? "bind" : "volume")
        if parts.count > 1, !isUnknown {
            set("source", isPath ? scope.absolute(parts[0]).text : parts[0])
        }
        set("target", Self.cleaned(target))
        if options.contains("ro") { set("read_only", "true") }
        map.uses = node.uses
        map.missing = node.missing
        return map
    }

    private mutating func longMount(_ node: ComposeNode) -> ComposeNode? {
        var map = node
        guard let target = node["target"]?.string else {
            problem("volumes: a mount without a target", at: node.origin)
            return nil
        }
        map = map.setting("target", ComposeNode.text(Self.cleaned(target), at: node.origin))
        if let source = node["source"]?.string, node["type"]?.string == "bind" {
            let absolute = ComposeNode.text(scope.absolute(source).text, at: node.origin)
            map = map.setting("source", absolute)
            map.uses = node["source"]?.uses ?? []
            map.missing = node["source"]?.missing ?? []
        }
        return map
    }

    /// The parts between colons; compose takes a single letter before one for a drive of Windows.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var drive: String?
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            if let letter = drive {
                parts.append(letter + ":" + part)
                drive = nil
            } else if part.utf8.count == 1, part.first?.isLetter ?? false {
                drive = String(part)
            } else {
                parts.append(String(part))
            }
        }
        return parts + (drive.map { [$0] } ?? [])
    }

    /// Whether a source is a path of the host rather than the name of a volume.
    static func isPath(_ source: String) -> Bool {
        source.hasPrefix("/") || source.hasPrefix(".") || source.hasPrefix("~") || isDrive(source)
    }

    private static func isDrive(_ source: String) -> Bool {
        source.first?.isLetter ?? false && source.dropFirst().first == ":"
    }

    private static func cleaned(_ target: String) -> String {
        let path = PathBytes(target).normalised.text
        return path.isEmpty ? target : path
    }
}
