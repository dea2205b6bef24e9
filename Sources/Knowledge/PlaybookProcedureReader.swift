internal import Formats

/// Reads the `procedures` of a playbook.
enum PlaybookProcedureReader {
    static let purposes = [
        "quiesce", "wake", "rest", "ready", "version", "dump", "verify", "before", "load", "unload",
        "compare", "check", "spoil", "mend",
    ]

    static func read(_ node: Node) throws(PlaybookError) -> PlaybookProcedures {
        try PlaybookReader.allow(
            node, ["lists", "inside", "outside", "user", "connect", "loads", "takes"] + purposes)
        var out = PlaybookProcedures()
        out.inside = node["inside"]?.string
        out.outside = node["outside"]?.string
        out.user = node["user"]?.string
        for member in node["lists"]?.members ?? [] {
            out.lists[member.key] = try pipeline(member.value, in: node)
        }
        for member in node["connect"]?.members ?? [] {
            out.connect[member.key] = try PlaybookReader.texts(member.value)
        }
        out.loadsRunning = node["loads"]?.string == "running"
        out.takesAsleep = node["takes"]?.string == "asleep"
        out.quiesce = try PlaybookReader.list(node["quiesce"], command)
        out.wake = try PlaybookReader.list(node["wake"], command)
        out.rest = try PlaybookReader.list(node["rest"], command)
        out.ready = try PlaybookReader.list(node["ready"], command)
        out.version = try PlaybookReader.list(node["version"], command)
        out.dump = try PlaybookReader.list(node["dump"], command)
        out.verify = try PlaybookReader.list(node["verify"], command)
        out.before = try PlaybookReader.list(node["before"], command)
        out.load = try PlaybookReader.list(node["load"], command)
        out.unload = try PlaybookReader.list(node["unload"], command)
        out.compare = try PlaybookReader.list(node["compare"], command)
        out.check = try PlaybookReader.list(node["check"], command)
        out.spoil = try PlaybookReader.list(node["spoil"], command)
        out.mend = try PlaybookReader.list(node["mend"], command)
        return out
    }

    static func command(_ node: Node) throws(PlaybookError) -> PlaybookProcedures.Command {
        try PlaybookReader.allow(
            node,
            [
                "id", "run", "each", "from", "to", "level", "proves", "does_not_prove", "prints",
                "seen", "proven", "source",
            ])
        var out = PlaybookProcedures.Command(
            id: try PlaybookReader.text(node, "id"), run: try pipeline(node["run"], in: node))
        out.each = node["each"]?.string
        out.from = node["from"]?.string
        out.to = node["to"]?.string
        out.level = node["level"]?.integer ?? 0
        out.proves = node["proves"]?.string ?? ""
        out.doesNotProve = node["does_not_prove"]?.string ?? ""
        out.prints = node["prints"]?.string
        out.seen = node["seen"]?.string
        out.proven = try PlaybookReader.word(node["proven"], .claimed)
        out.source = node["source"]?.string ?? ""
        return out
    }

    /// One argv, or a list of them.
    private static func pipeline(
        _ run: Node?, in node: Node
    ) throws(PlaybookError) -> [[String]] {
        guard let run, run.isSequence, let first = run.elements.first else {
            throw PlaybookReader.error("expected argv", node)
        }
        guard first.isSequence else { return [try PlaybookReader.texts(run)] }
        return try PlaybookReader.list(run) { element throws(PlaybookError) in
            try PlaybookReader.texts(element)
        }
    }
}
