extension Grammar {
    /// Reads the words after the program's name.
    ///
    /// Global options stand anywhere; `--` ends the options; a value follows its option as the
    /// next word or after `=`. No words at all, `--help` and `--version` become `help`.
    public func parse(_ words: [String]) throws(UsageError) -> Invocation {
        var reading = Reading(grammar: self, words: words)
        return try reading.invocation()
    }
}

/// One command line while it is read.
struct Reading {
    let grammar: Grammar
    let words: [String]
    var index = 0
    var command: Command?
    var options: [String: [String]] = [:]
    var operands: [String] = []

    init(grammar: Grammar, words: [String]) {
        self.grammar = grammar
        self.words = words
    }

    mutating func invocation() throws(UsageError) -> Invocation {
        var areOptionsOver = false
        while index < words.count {
            let word = words[index]
            index += 1
            if areOptionsOver || !word.hasPrefix("-") || word == "-" {
                try take(word: word)
            } else if word == "--" {
                areOptionsOver = true
            } else if word.hasPrefix("--") {
                try take(long: word.dropFirst(2))
            } else {
                try take(letters: word.dropFirst())
            }
        }
        return try finished()
    }

    private mutating func take(word: String) throws(UsageError) {
        guard command != nil else {
            guard let found = grammar.command(word) else { throw unknown(command: word) }
            command = found
            return
        }
        operands.append(word)
    }

    private mutating func take(long: Substring) throws(UsageError) {
        let parts = long.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = find({ $0.name == name }) else { throw unknown(option: "--\(name)") }
        try keep(option, written: "--\(name)", attached: parts.count > 1 ? String(parts[1]) : nil)
    }

    private mutating func take(letters: Substring) throws(UsageError) {
        var rest = letters
        while let letter = rest.popFirst() {
            guard let option = find({ $0.letter == letter }) else {
                throw unknown(option: "-\(letter)")
            }
            let attached = option.value != nil && !rest.isEmpty ? String(rest) : nil
            if attached != nil { rest = "" }
            try keep(option, written: "-\(letter)", attached: attached)
        }
    }

    /// Options before the command may only be global ones.
    private func find(_ isWanted: (Option) -> Bool) -> Option? {
        grammar.options(of: command).first(where: isWanted)
    }

    private mutating func keep(
        _ option: Option, written: String, attached: String?
    ) throws(UsageError) {
        guard let kind = option.value else {
            guard attached == nil else { throw UsageError("\(written) takes no value") }
            options[option.name, default: []].append("")
            return
        }
        guard let value = attached ?? next() else {
            throw UsageError("\(written) needs a value", hint: "write \(option.synopsis)")
        }
        try check(value, kind, of: written)
        guard option.isRepeatable || options[option.name] == nil else {
            throw UsageError("\(written) is given twice", hint: "keep one of them")
        }
        options[option.name, default: []].append(value)
    }

    private mutating func next() -> String? {
        guard index < words.count else { return nil }
        defer { index += 1 }
        return words[index]
    }

    private func check(_ value: String, _ kind: ValueKind, of what: String) throws(UsageError) {
        let choices = kind.choices
        guard !choices.isEmpty, !choices.contains(value) else { return }
        let near = Suggestion.nearest(to: value, among: choices)
        let list = "use one of " + choices.joined(separator: ", ")
        throw UsageError(
            "\(what) cannot be '\(value)'", hint: near.map { "did you mean '\($0)'?" } ?? list)
    }

    private func finished() throws(UsageError) -> Invocation {
        if options["version"] != nil { return Invocation(command: "help", options: options) }
        guard let command else { return Invocation(command: "help", options: options) }
        if options["help"] != nil {
            return Invocation(command: "help", options: options, operands: [command.name])
        }
        for option in command.options where option.isRequired && options[option.name] == nil {
            throw UsageError(
                "\(command.name) needs --\(option.name)",
                hint: "\(grammar.program) \(command.synopsis)")
        }
        try checkOperands(of: command)
        return Invocation(command: command.name, options: options, operands: operands)
    }

    private func checkOperands(of command: Command) throws(UsageError) {
        let required = command.operands.filter { $0.count == .one }
        guard operands.count >= required.count else {
            throw UsageError(
                "\(command.name) needs \(required[operands.count].value.placeholder)",
                hint: "\(grammar.program) \(command.synopsis)")
        }
        let takesAny = command.operands.contains { $0.count == .any }
        guard takesAny || operands.count <= command.operands.count else {
            throw UsageError(
                "\(command.name) does not take '\(operands[command.operands.count])'",
                hint: "\(grammar.program) \(command.synopsis)")
        }
        for (operand, word) in zip(command.operands, operands) {
            try check(word, operand.value, of: operand.value.placeholder)
        }
    }

    private func unknown(command word: String) -> UsageError {
        let near = Suggestion.nearest(to: word, among: grammar.commands.map(\.name))
        return UsageError(
            "there is no command '\(word)'",
            hint: near.map { "did you mean '\($0)'?" } ?? "run '\(grammar.program) help'")
    }

    private func unknown(option word: String) -> UsageError {
        let known = grammar.options(of: command).map { "--\($0.name)" }
        let help = ([grammar.program, "help"] + (command.map { [$0.name] } ?? []))
            .joined(separator: " ")
        let owner = grammar.commands.first { $0.options.contains { "--\($0.name)" == word } }
        if command == nil, let owner {
            return UsageError(
                "\(word) stands before its command",
                hint: "write '\(grammar.program) \(owner.name) \(word)'")
        }
        let near = Suggestion.nearest(to: word, among: known)
        return UsageError(
            "there is no option '\(word)'",
            hint: near.map { "did you mean '\($0)'?" } ?? "run '\(help)'")
    }
}
