public import Knowledge

/// Shell text (POSIX sh, bash where `pipefail` matters) for words and playbook commands.
public enum ShellText {
    /// A word as the shell reads it back; quoted only where it must be.
    public static func quote(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "_-./:=,+@%".utf8.contains(byte)
            }
        }
        if plain && !word.isEmpty { return word }
        return "'"
            + word.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
    }

    /// An argv as one line.
    public static func line(_ argv: [String]) -> String {
        argv.map(quote).joined(separator: " ")
    }
}

/// Where a playbook's commands run, and what their placeholders stand for.
public struct CommandContext: Equatable, Sendable {
    /// Shell text put before every argv that does not begin with `@host`.
    public var before: String
    /// The words for `{connect...}`.
    public var connect: [String]
    /// Values for `{name}` placeholders.
    public var values: [String: String]
    /// Values that are shell expressions, put in double quotes.
    public var expressions: [String: String] = [:]

    /// A context.
    public init(before: String = "", connect: [String] = [], values: [String: String] = [:]) {
        self.before = before
        self.connect = connect
        self.values = values
    }
}

/// Turns a playbook's commands into shell text that a person can paste and a shell can run.
public struct CommandText {
    let procedures: PlaybookProcedures
    let context: CommandContext

    /// Text for the commands of one playbook in one context.
    public init(_ procedures: PlaybookProcedures, _ context: CommandContext) {
        self.procedures = procedures
        self.context = context
    }

    /// The text of commands, one after the other.
    public func text(_ commands: [PlaybookProcedures.Command]) -> String {
        commands.map(text).joined(separator: "\n")
    }

    /// The text of one command; a loop where it runs once for each element of a list.
    public func text(_ command: PlaybookProcedures.Command) -> String {
        guard let each = command.each, let list = procedures.lists[each] else {
            return pipeline(command, inLoop: false)
        }
        let names = list.map(words).joined(separator: " | ")
        return """
            \(names) | while IFS= read -r one; do
              \(pipeline(command, inLoop: true))
            done
            """
    }

    private func pipeline(_ command: PlaybookProcedures.Command, inLoop: Bool) -> String {
        var stages = command.run.map(words)
        if let from = command.from {
            stages[0] += " < " + word(from)
        } else if inLoop {
            stages[0] += " < /dev/null"
        }
        var text = stages.joined(separator: " | ")
        if let to = command.to { text += " > " + word(to) }
        return text
    }

    /// The words of one argv, `@host` and `{connect...}` resolved.
    private func words(_ argv: [String]) -> String {
        let onHost = argv.first == "@host"
        var out = onHost || context.before.isEmpty ? [] : [context.before]
        for element in onHost ? argv.dropFirst() : argv[...] {
            if element == "{connect...}" {
                out += context.connect.map(word)
            } else {
                out.append(word(element))
            }
        }
        return out.joined(separator: " ")
    }

    /// One word: literal parts quoted, `{one}` and expressions as shell variables.
    func word(_ template: String) -> String {
        var literal = ""
        var out = ""
        var rest = template[...]
        func flush(_ text: inout String) {
            if !text.isEmpty { out += ShellText.quote(text) }
            text = ""
        }
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { break }
            let name = String(rest[rest.index(after: open)..<close])
            literal += rest[..<open]
            if name == "one" {
                flush(&literal)
                out += "\"$one\""
            } else if let expression = context.expressions[name] {
                flush(&literal)
                out += "\"\(expression)\""
            } else if let value = context.values[name] {
                literal += value
            } else {
                literal += rest[open...close]
            }
            rest = rest[rest.index(after: close)...]
        }
        literal += rest
        if literal.isEmpty && out.isEmpty { return "''" }
        flush(&literal)
        return out
    }
}
