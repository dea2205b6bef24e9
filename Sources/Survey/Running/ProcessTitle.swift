extension ProcessView.Process {
    /// What a person would call it: the program it runs or, where that is an interpreter, the
    /// script or module that the interpreter was given.
    var title: String {
        guard Self.interpreters.contains(where: isOne(of:)) else { return program }
        var words = arguments.dropFirst()
        while let word = words.popFirst() {
            guard word.hasPrefix("-") else {
                return word.split(separator: "/").last.map(String.init) ?? program
            }
            if word == "-m" { return words.first ?? program }
            if Self.takesText.contains(word) { return program }
            if Self.takesWord.contains(word) { _ = words.popFirst() }
        }
        return program
    }

    /// Interpreters by the beginning of their names; a version may follow.
    private static let interpreters = [
        "python", "node", "nodejs", "ruby", "perl", "bash", "sh", "dash", "deno", "bun",
    ]
    /// Options behind which a text is run and no file (python(1), node(1), perl(1), sh(1)).
    private static let takesText: Set<String> = ["-c", "-e", "-E", "-p", "-", "--eval", "--print"]
    /// Options whose value is the next word.
    private static let takesWord: Set<String> = ["-W", "-X", "-r", "--require", "-I", "--import"]

    private func isOne(of name: String) -> Bool {
        program.hasPrefix(name)
            && program.dropFirst(name.count).allSatisfy { $0.isNumber || $0 == "." }
    }
}
