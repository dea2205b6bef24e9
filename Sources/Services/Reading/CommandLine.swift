import Formats
import Vocabulary

/// What a shell command line does, as far as its words tell.
struct CommandLine: Sendable {
    /// What a word of the line does to another service.
    struct Control: Hashable, Sendable {
        /// `restart`, `start`, `stop`, `up`, ….
        let verb: String
        /// `docker`, `compose`, `systemctl`, `pm2`, `supervisorctl`.
        let tool: String
        /// Names it names; empty stands for the whole project.
        let names: [String]
        /// The folder or file `-f`, `--project-directory` or a `cd` before it named.
        let folder: String?
    }

    /// The program that does the work, wrappers set aside; empty for none.
    var program = ""
    /// All words.
    var words: [String] = []
    /// The folder of the `cd` in force.
    var folder: String?
    /// What it starts, stops and restarts.
    var controls: [Control] = []
    /// Containers it enters (`docker exec NAME`).
    var entered: [String] = []
    /// What it asks a container engine for.
    var calls: [EngineCall] = []
    /// Files its output goes to.
    var outputs: [String] = []
    /// Words that could be paths of scripts and files.
    var paths: [String] = []

    /// Reads a line as a shell would split it; comments are dropped.
    init(_ line: String) {
        var current: [String] = []
        for word in Self.split(line) {
            words.append(word)
            if ["&&", "||", ";", "|", "&", "then", "do", "else", "(", ")", "{", "}"].contains(word)
            {
                take(current)
                current = []
            } else {
                current.append(word)
            }
        }
        take(current)
    }

    private static func split(_ line: String) -> [String] {
        var spaced = ""
        var quote: Character?
        for (index, character) in line.enumerated() {
            if let open = quote {
                if character == open { quote = nil }
                spaced.append(character)
            } else if character == "\"" || character == "'" {
                quote = character
                spaced.append(character)
            } else if character == "#", index == 0 || spaced.last?.isWhitespace == true {
                break
            } else if character == ";" || character == "|" || character == "(" || character == ")" {
                spaced +=
                    spaced.last == character && character == "|" ? "\(character)" : " \(character)"
                if character != "|" { spaced += " " }
            } else {
                if spaced.last == "|" && character != "|" { spaced += " " }
                spaced.append(character)
            }
        }
        return words(spaced)
    }

    /// Words as sh(1) splits them: quotes group, a backslash takes the next character as it is.
    /// Operators stay words of their own; an open quote ends with the line.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap(\.self)
    }

    private mutating func take(_ all: [String]) {
        var words = all
        readOutputs(&words)
        while let first = words.first, let equals = first.firstIndex(of: "="),
            equals != first.startIndex,
            first[..<equals].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        { words.removeFirst() }
        words = Self.withoutWrappers(words)
        guard let program = words.first else { return }
        if program == "cd" || program == "pushd" {
            folder = words.dropFirst().first { $0.first != "-" }
            return
        }
        if ["bash", "sh", "/bin/sh", "/bin/bash", "/usr/bin/bash", "zsh"].contains(program),
            let flag = words.firstIndex(where: { $0 == "-c" || $0 == "-lc" || $0 == "-ic" }),
            flag + 1 < words.count
        {
            let inner = CommandLine(words[flag + 1])
            adopt(inner)
            return
        }
        readControls(words)
        paths += words.filter {
            $0.contains("/") || $0.hasSuffix(".sh") || $0.hasSuffix(".py") || $0.hasSuffix(".md")
                || $0.hasSuffix(".txt") || $0.hasSuffix(".js") || $0.hasSuffix(".mjs")
        }
        if self.program.isEmpty,
            ![
                "export", "set", "source", ".", "echo", "true", "false", "[", "test", "if", "exit",
                "umask", "sleep", "mkdir", "touch", "chmod", "chown", "wait", "date", "trap",
                "shift",
                "local", "read", "return", "then", "fi", "done",
            ].contains(program)
        {
            self.program = Self.worker(words)
        }
    }

    private mutating func adopt(_ inner: CommandLine) {
        if program.isEmpty { program = inner.program }
        controls += inner.controls
        entered += inner.entered
        calls += inner.calls
        outputs += inner.outputs
        paths += inner.paths
        folder = inner.folder ?? folder
    }

    private mutating func readOutputs(_ words: inout [String]) {
        var kept: [String] = []
        var index = 0
        while index < words.count {
            let word = words[index]
            if [">", ">>", "&>", "&>>", "1>", "1>>", "2>", "2>>"].contains(word),
                index + 1 < words.count
            {
                outputs.append(words[index + 1])
                index += 2
                continue
            }
            if let mark = word.firstIndex(of: ">"), word[..<mark].allSatisfy({ "12&".contains($0) })
            {
                let target = word[mark...].drop { $0 == ">" }
                if !target.isEmpty && target.first != "&" { outputs.append(String(target)) }
                index += 1
                continue
            }
            kept.append(word)
            index += 1
        }
        outputs.removeAll { $0 == "/dev/null" }
        words = kept
    }

    /// The words behind `sudo`, `nice`, `flock` and their like.
    private static func withoutWrappers(_ all: [String]) -> [String] {
        var words = all[...]
        while let first = words.first {
            let name = first.split(separator: "/").last.map(String.init) ?? first
            switch name {
            case "nohup", "exec", "time", "setsid", "command", "caffeinate", "if", "while", "!",
                "-", "chronic":
                words = words.dropFirst()
            case "sudo", "nice", "ionice", "timeout", "env", "flock", "chrt", "su", "doas",
                "systemd-cat", "stdbuf", "runuser", "unbuffer":
                words = words.dropFirst()
                var operands = ["timeout": 1, "flock": 1][name] ?? 0
                while let word = words.first {
                    if word.first == "-" {
                        let takesValue =
                            ["-u", "-n", "-c", "-g", "-k", "-s", "-t", "-w", "-E", "-o"].contains(
                                word) && !(name == "flock" && word == "-n")
                            && !(name == "sudo" && (word == "-n" || word == "-E"))
                            && !(name == "env")
                        words = words.dropFirst(takesValue ? 2 : 1)
                        if name == "flock" && word == "-c" { return [] }
                    } else if word.contains("="), name == "env" || name == "sudo" {
                        words = words.dropFirst()
                    } else if operands > 0 {
                        operands -= 1
                        words = words.dropFirst()
                    } else {
                        break
                    }
                }
            default: return Array(words)
            }
        }
        return Array(words)
    }

    /// The script an interpreter runs, else the program.
    private static func worker(_ words: [String]) -> String {
        guard let program = words.first else { return "" }
        let name = program.split(separator: "/").last.map(String.init) ?? program
        let interpreters = [
            "python", "python3", "node", "bash", "sh", "zsh", "perl", "ruby", "php", "deno", "bun",
            "uv", "npx", "uvx", "poetry", "npm", "pnpm", "tsx", "pipenv",
        ]
        guard interpreters.contains(name) || name.hasPrefix("python3.") else { return program }
        let rest = words.dropFirst()
        if let module = rest.firstIndex(of: "-m"), module + 1 < words.count {
            return words[module + 1]
        }
        return rest.first { $0.first != "-" && !["run", "exec"].contains($0) } ?? program
    }
}
