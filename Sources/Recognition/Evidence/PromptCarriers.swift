import Formats
import Vocabulary

/// Finds prompts inside files that otherwise configure: schedules, units, settings.
enum PromptCarriers {
    /// The line of the first prompt in a carrier; nil where there is none.
    static func promptLine(_ name: String, _ bytes: [UInt8]) -> Int? {
        guard bytes.count < 512 << 10 else { return nil }
        let isData = [".json", ".json5", ".yaml", ".yml", ".toml"].contains { name.hasSuffix($0) }
        if isData, !mayAsk(bytes.span) { return nil }
        if name.hasSuffix(".json") || name.hasSuffix(".json5") {
            return (try? JSONDocument.read(bytes, dialect: .relaxed)).flatMap {
                line($0, key: "", isAboutAgents: isAboutAgents(bytes.span))
            }
        }
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            return (try? YAML.read(bytes)).flatMap { documents in
                documents.lazy.compactMap {
                    line($0, key: "", isAboutAgents: isAboutAgents(bytes.span))
                }
                .first
            }
        }
        if name.hasSuffix(".toml") {
            return (try? TOML.read(bytes)).flatMap {
                line($0, key: "", isAboutAgents: isAboutAgents(bytes.span))
            }
        }
        if [".ini", ".cfg", ".conf", ".env", ".properties"].contains(where: name.hasSuffix)
            || name.hasPrefix(".env")
        {
            return SettingLines.prompt(in: bytes, keys: promptKeys)
        }
        if name.hasPrefix("modelfile") || name.hasSuffix(".modelfile") {
            return directiveLine(bytes)
        }
        if name.hasSuffix(".sql") { return PromptSeeds.line(in: bytes) }
        if isCommandCarrier(name) { return commandLine(bytes, onlyAgents: false) }
        if name.hasSuffix(".sh") {
            return commandLine(bytes, onlyAgents: true) ?? PromptLiterals.line(in: bytes)
        }
        if name == "makefile" || name == "justfile" {
            return commandLine(bytes, onlyAgents: true)
        }
        if isImageRecipe(name) { return SettingLines.prompt(in: bytes, keys: promptKeys) }
        return nil
    }

    private static let promptKeys = [
        "prompt", "sysprompt", "system", "system_prompt", "systemprompt", "instruction",
        "instructions",
        "persona", "invite", "consigne", "consigna", "anweisung",
        "personality", "soul", "directive", "preamble", "backstory", "istruzioni",
        "carattere", "caractère", "carácter", "caracter", "charakter", "character", "charter",
        "manner", "creed", "personalità", "personalidad", "personnalité", "persönlichkeit",
        "osobowość", "manners",
        "behaviour", "behavior", "temperament", "istruzione", "aufgabe", "polecenie", "pytanie",
        "frage", "mission",
    ]

    /// Roles in whose name a conversation is told what it is.
    private static let promptRoles = ["system", "developer"]

    /// Keys under which tools that join blocks to flows keep a block's program.
    private static let codeKeys: Set<String> = [
        "func", "code", "jscode", "functioncode", "pythoncode",
    ]

    /// Keys that hold a prompt only where the document is about an agent or its schedule.
    private static let looseKeys: Set<String> = ["message", "task", "role", "goal", "text"]

    /// Whether a key that asks for a prompt may stand in a document: its words are sought as
    /// bytes, which costs far less than reading the document. What lies beyond ASCII or is written
    /// with escapes is not told from here.
    private static func mayAsk(_ bytes: Span<UInt8>) -> Bool {
        !isPlain(bytes) || asksPlainly(bytes)
    }

    /// The same of a document that is plain.
    static func asksPlainly(_ bytes: Span<UInt8>) -> Bool {
        promptWords.isFound(in: bytes) || personaWords.isFound(in: bytes)
            || looseWords.isFound(in: bytes) && isAboutAgents(bytes)
            || modelWords.isFound(in: bytes) && cronWords.isFound(in: bytes)
    }

    private static let modelWords = WordFinder(["model"], ignoringCase: true)
    private static let cronWords = WordFinder([times])
    /// What a schedule of five fields nearly always holds.
    private static let times = "* *"

    /// Whether a document is all ASCII and written without escapes.
    static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        ByteTriggers.isPlain(bytes, without: UInt8(ascii: "\\"))
    }

    /// Without one of these, in any case, a plain document asks for no prompt.
    static let askingWords =
        promptRoots + AddressSigns.openings + looseKeys.sorted() + [times]

    /// What every prompt key in ASCII contains, and every role of a message that is one.
    private static let promptRoots: [String] = {
        let keys = promptKeys.filter { $0.utf8.allSatisfy { $0 < 0x80 } } + promptRoles
        let roots = keys.filter { key in
            !keys.contains { $0 != key && key.utf8.count > $0.utf8.count && key.contains($0) }
        }
        return Set(roots).sorted()
    }()

    private static let promptWords = WordFinder(promptRoots, ignoringCase: true)

    private static let looseWords = WordFinder(looseKeys.sorted(), ignoringCase: true)

    private static func line(_ node: Node, key: String, isAboutAgents: Bool) -> Int? {
        switch node.content {
        case .scalar(let text):
            let asks =
                KeyWords.words(key).contains { promptKeys.contains($0) }
                || promptKeys.contains(key.lowercased())
                || isAboutAgents && looseKeys.contains(key.lowercased()) || opensAsSomebody(text)
            if codeKeys.contains(key.lowercased()) {
                return PromptLiterals.line(in: Array(text.utf8)).map { _ in node.line }
            }
            return asks && TextSigns.isProse(TemplateText.plain(text)) ? node.line : nil
        case .sequence(let nodes):
            if let spoken = systemLine(nodes) { return spoken }
            return nodes.lazy.compactMap { line($0, key: key, isAboutAgents: isAboutAgents) }.first
        case .mapping(let members):
            return members.lazy.compactMap {
                // `sysprompt: {name: …, content: …}`: the text bears the name of what holds it.
                let holds =
                    ["content", "text", "value", "body"].contains($0.key.lowercased())
                    && !key.isEmpty
                return line($0.value, key: holds ? key : $0.key, isAboutAgents: isAboutAgents)
            }.first ?? scheduledLine(members) ?? saidLine(members)
        }
    }

    /// The line of what is said to an agent that stands beside it: `{agent_id: …, text: …}`.
    private static func saidLine(_ members: [Node.Member]) -> Int? {
        guard members.contains(where: { ["agent_id", "agent"].contains($0.key) }) else {
            return nil
        }
        return members.first {
            looseKeys.contains($0.key.lowercased())
                && $0.value.string.map(TextSigns.isProse) ?? false
        }?.value.line
    }

    /// The line of what is said at a time: prose, under whatever key, beside a schedule of five
    /// fields and a model.
    private static func scheduledLine(_ members: [Node.Member]) -> Int? {
        let keys = members.map { $0.key.lowercased() }
        guard keys.contains("model"),
            members.contains(where: { isTimes($0.value.string ?? "") })
        else { return nil }
        return members.first { member in
            !AddressSigns.explains(member.key)
                && member.value.string.map(TextSigns.isProse) ?? false
        }?.value.line
    }

    /// `15 5 * * 1-5`.
    private static func isTimes(_ text: String) -> Bool {
        let fields = text.split(separator: " ")
        return fields.count == 5
            && fields.allSatisfy { $0.allSatisfy { $0.isNumber || "*/,-".contains($0) } }
    }

    /// Whether a value makes its reader into somebody with its very first words, at some length.
    static func opensAsSomebody(_ text: String) -> Bool {
        text.utf8.count >= 80 && personaWords.isFound(in: text.utf8.prefix(24))
            && AddressSigns.isPersona(String(text.prefix(48)))
    }

    private static let personaWords = WordFinder(AddressSigns.openings, ignoringCase: true)

    /// The line of a message that a conversation is to begin with: its role is the system's, and
    /// nobody has answered yet.
    private static func systemLine(_ messages: [Node]) -> Int? {
        let roles = messages.compactMap { $0["role"]?.string?.lowercased() }
        guard !roles.contains("assistant"), !roles.contains("ai") else { return nil }
        return messages.lazy.compactMap { message -> Int? in
            guard promptRoles.contains(message["role"]?.string?.lowercased() ?? ""),
                let content = message["content"], let text = content.string,
                TextSigns.isProse(text)
            else { return nil }
            return content.line
        }.first
    }

    private static func isAboutAgents(_ bytes: Span<UInt8>) -> Bool {
        agentWords.isFound(in: bytes.extracting(first: 256 << 10))
    }

    private static let agentWords = WordFinder(
        ["agent", "cron", "\"schedule", "prompt"], ignoringCase: true)

    /// The line on which a model's description tells it who it is: `SYSTEM """You are …"""`.
    private static func directiveLine(_ bytes: [UInt8]) -> Int? {
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.firstIndex { $0.uppercased().hasPrefix("SYSTEM ") }.flatMap { index in
            let said = lines[index...].prefix(4).joined(separator: " ").dropFirst(7)
            return TextSigns.isProse(String(said)) ? index + 1 : nil
        }
    }

    private static func isCommandCarrier(_ name: String) -> Bool {
        name.contains("cron") || name.hasSuffix(".service") || name.hasSuffix(".plist")
            || name == "procfile"
    }

    /// The line on which a program starts an agent's and hands it prose.
    static func agentLine(_ bytes: [UInt8]) -> Int? {
        agentNames.isFound(in: bytes)
            ? commandLine(bytes, onlyAgents: true, asWords: true) : nil
    }

    /// A line whose quoted argument is prose.
    ///
    /// - Parameter onlyAgents: whether the line must start an agent's program: scripts quote prose
    ///   for many reasons.
    private static func commandLine(_ bytes: [UInt8], onlyAgents: Bool, asWords: Bool = false)
        -> Int?
    {
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, raw) in lines.enumerated() {
            let line = raw.drop { $0 == " " || $0 == "\t" }
            if line.first == "#" || line.hasPrefix("Description") || line.hasPrefix("Documentation")
            {
                continue
            }
            if line.hasPrefix("<string>"),
                TextSigns.isProse(String(line.dropFirst(8).prefix { $0 != "<" }))
            {
                return index + 1
            }
            if onlyAgents, !(asWords ? callsAgent(line) : startsAgent(line)) { continue }
            for quote in ["\"", "'"] as [Character] {
                let parts = line.split(separator: quote, omittingEmptySubsequences: false)
                for part in stride(from: 1, to: parts.count, by: 2)
                where TextSigns.isProse(String(parts[part])) && !isShell(String(parts[part])) {
                    return index + 1
                }
            }
        }
        return nil
    }

    /// Programs that take a prompt as an argument.
    static let agents: Set<String> = [
        "claude", "codex", "gemini", "aider", "goose", "hermes", "openclaw", "clawdbot", "moltbot",
        "ollama", "llm", "opencode", "cursor-agent", "amp", "crush", "qwen", "nanobot", "picoclaw",
    ]

    private static let agentNames = WordFinder(agents.sorted())

    /// Whether a line of a program names an agent's program as a word of a command.
    private static func callsAgent(_ line: Substring) -> Bool {
        let calls = ["command", "run", "exec", "spawn", "popen", "system", "call", "sh"]
        let head = line.prefix { !"\"'`".contains($0) }.lowercased()
        guard calls.contains(where: { head.contains($0) }) else { return false }
        let words = line.split { " \t()[]{},;\"'`".contains($0) }.prefix(8)
        return words.dropFirst().contains { agents.contains(String($0)) }
            && words.contains { ["-p", "--print", "exec", "run", "--message", "-t"].contains($0) }
    }

    /// Whether a shell's script starts an agent's program on one of its lines.
    static func startsAgent(in bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: Array("#!".utf8)), agentNames.isFound(in: bytes) else {
            return false
        }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains {
            !$0.drop { $0 == " " || $0 == "\t" }.hasPrefix("#") && startsAgent($0)
        }
    }

    /// Whether a name, lower case, is that of what an image is built from.
    static func isImageRecipe(_ name: String) -> Bool {
        name.hasPrefix("dockerfile") || name.hasPrefix("containerfile")
            || name.hasSuffix(".dockerfile")
    }

    /// Whether a line starts an agent's program, or any other that takes a prompt.
    static func startsAgent(_ line: Substring) -> Bool {
        let words = line.split { " \t()|;&=".contains($0) }.prefix(12)
        return words.contains { word in
            agents.contains(word.split(separator: "/").last.map(String.init) ?? String(word))
        }
    }

    private static func isShell(_ text: String) -> Bool {
        ["&&", "||", " | ", "$(", "--"].contains { text.contains($0) }
            || text.split(separator: ";").dropFirst().contains { part in
                let word = part.drop { $0 == " " }.prefix { $0 != " " }
                return word.isEmpty || word.contains("/") || commands.contains(String(word))
            }
    }

    /// What a command behind a semicolon begins with; in prose it is any other word.
    private static let commands: Set<String> = [
        "if", "then", "else", "fi", "do", "done", "for", "while", "esac", "echo", "cd", "exit",
        "export", "sleep", "cat", "rm", "mv", "cp", "docker", "podman", "systemctl", "sh", "bash",
        "exec", "set", "test", "[", "curl", "python", "python3", "git", "printf", "true", "false",
        "return", "touch", "mkdir", "kill", "wait", "sudo", "tar", "rsync", "date", "tee", "trap",
    ]
}
