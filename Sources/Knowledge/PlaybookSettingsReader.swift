internal import Formats

/// Reads the `settings` of a playbook.
enum PlaybookSettingsReader {
    static let keys = [
        "form", "file", "settled", "words", "short", "variables", "kept", "gives", "asks",
        "effective",
    ]

    static func read(_ node: Node) throws(PlaybookError) -> PlaybookSettings {
        try PlaybookReader.allow(node, keys)
        var out = PlaybookSettings()
        if let form = node["form"] {
            guard let known = form.string.flatMap(PlaybookSettings.Form.init) else {
                throw PlaybookReader.error("unknown word \(form.string ?? "")", form)
            }
            out.form = known
            out.file = try PlaybookReader.text(node, "file")
        }
        out.settled = try PlaybookReader.texts(node["settled"])
        out.words = try PlaybookReader.texts(node["words"])
        out.short = try names(node["short"])
        out.variables = try names(node["variables"]).mapValues(meaning)
        out.kept = try PlaybookReader.texts(node["kept"])
        out.gives = try names(node["gives"])
        out.asks = try PlaybookReader.list(node["asks"]) { node throws(PlaybookError) in
            try PlaybookReader.allow(node, ["question", "because"])
            return PlaybookSettings.Asked(
                question: try PlaybookReader.text(node, "question"),
                because: try PlaybookReader.text(node, "because"))
        }
        out.effective = try node["effective"].map { node throws(PlaybookError) in
            try PlaybookProcedureReader.command(node)
        }
        return out
    }

    /// The words of the closed list, else the name of a setting.
    private static func meaning(_ word: String) -> PlaybookSettings.Meaning {
        switch word {
        case "data": .data
        case "settled": .settled
        case "unit": .unit
        case "asked": .asked
        default: .setting(word)
        }
    }

    private static func names(_ node: Node?) throws(PlaybookError) -> [String: String] {
        guard let node else { return [:] }
        guard node.isMapping else { throw PlaybookReader.error("expected keys and values", node) }
        var out: [String: String] = [:]
        for member in node.members {
            guard let text = member.value.string else {
                throw PlaybookReader.error("expected text", member.value)
            }
            out[member.key] = text
        }
        return out
    }
}
