internal import Knowledge
internal import Vocabulary

/// The shell text that changes one line, and looks whether it holds.
extension PlanBuilder.Rewriting {
    /// The words that stand there afterwards.
    var words: String { ([program] + connect).joined(separator: " ") }

    /// The same for people, with what stands before them.
    var shown: String { (hoists.compactMap(\.shown) + [words]).joined(separator: " ") }

    private var range: String { line.map(String.init) ?? "" }

    /// Changes the words, and nothing else of the line: one flag after the other goes before the
    /// call, then the program takes the call's place.
    var edit: String {
        let name = "[\"']?\(Self.pattern(call.container))[\"']?"
        let program = "([^[:space:]|;&]*/)?\(Self.pattern(program))([[:space:]]|$)"
        let pattern =
            "\(Self.called)([[:space:]]+-[-A-Za-z]+)*[[:space:]]+\(name)[[:space:]]+\(program)"
        let words = PlanBuilder.replacement(self.words)
        let rest = "([[:space:]]([^|;&]*[[:space:]])?\(name)[[:space:]]+\(program))"
        let flags = hoists.flatMap { hoist in
            hoist.edits.map { flag, before, at in
                "\(range)s#(\(Self.called)[^|;&]*)[[:space:]]+\(flag)\(rest)#\(before)\\1\\\(at)#"
            }
        }
        return "sed --in-place --regexp-extended"
            + (flags + ["\(range)s#\(pattern)#\(words)\\5#"])
            .map { " --expression \(ShellText.quote($0))" }.joined()
    }

    /// An engine that is told to enter something; two groups.
    private static let called =
        "([^[:space:]|;&(]*/)?(docker|podman)[^|;&]*[[:space:]]exec"

    /// Exits 0 where the words stand there and the engine is called no more.
    var said: String {
        let file = ShellText.quote(path)
        let part = "sed --quiet '\(range.isEmpty ? "1,$" : range)p' \(file)"
        return "\(part) | grep --quiet --fixed-strings -e \(ShellText.quote(words))\n"
            + "! \(part) | grep --quiet --extended-regexp '(docker|podman).* exec '"
    }

    /// Runs what the line says up to where its answer goes, asked for what harms nobody; what names
    /// variables of the script cannot be run apart from it.
    func tried(as user: String) -> String {
        let file = ShellText.quote(path)
        return """
            words=$(sed --quiet '\(range.isEmpty ? "1,$" : range)p' \(file) \\
              | grep --only-matching --extended-regexp \\
                -e \(ShellText.quote(before + Self.pattern(words) + "[^|;&<>)`]*")) \\
              | head -n 1)
            case $words in *'$'*) exit 0;; esac
            cd /
            runuser --user \(ShellText.quote(user)) -- sh -c "$words \(ShellText.line(tries))" > /dev/null
            """
    }

    /// Whatever may stand before the words, for their flags.
    private var before: String {
        hoists.isEmpty
            ? "" : "(env \(PlanBuilder.Hoist.word) |runuser --user [A-Za-z0-9_-]+ -- )*"
    }

    /// A text as an extended regular expression that matches only itself.
    private static func pattern(_ text: String) -> String {
        text.map { "\\.*[]^$|(){}+?".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}

extension PlanBuilder.Hoist {
    /// A word as a shell reads it; two groups.
    static let word = "(([^[:space:]'\"|;&]|'[^']*'|\"[^\"]*\")+)"

    /// What it becomes, for people.
    var shown: String? {
        switch self {
        case .variable(let name): "env \(name)=…"
        case .user(_, let here): here.map { "runuser --user \($0) --" }
        case .folder(_, let here): "env --chdir=\(here)"
        }
    }

    /// For each way to write it: the flag as an extended regular expression, what stands before the
    /// call instead, and the group of what follows the flag.
    var edits: [(flag: String, before: String, rest: Int)] {
        switch self {
        case .variable(let name):
            let given = "-+e(nv)?[[:space:]=]+"
            let value = "([\"']?)\(name)=([\"']?)([^[:space:]'\"|;&]*)\\6\\5"
            return [
                ("\(given)\(value)", "env \\5\(name)=\\6\\7\\6\\5 ", 8),
                ("\(given)([\"']?)\(name)\\5", "", 6),
            ]
        case .user(let there, let here):
            let before = here.map { "runuser --user \($0) -- " } ?? ""
            return [("-+u(ser)?[[:space:]=]+[\"']?\(there)[\"']?", before, 5)]
        case .folder(let there, let here):
            let flag = "-+w(orkdir)?[[:space:]=]+[\"']?\(there.replacing(".", with: "[.]"))[\"']?"
            return [(flag, "env --chdir=\(PlanBuilder.replacement(here)) ", 5)]
        }
    }
}
