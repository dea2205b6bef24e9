/// The words of a program's line that could name files.
enum PathWords {
    /// Words of a line that could name a file: with a slash, an ending, or in quotes.
    ///
    /// A variable in quotes belongs to the path behind it, and `[0-9]*` is a pattern: `"$D"/x/[0-9]*`.
    static func of(_ line: some StringProtocol) -> [String] {
        var found: [String] = []
        var word = ""
        var line = String(line)
        if line.contains("\"/"), line.contains("$") { line = joiningQuotes(line) }
        if line.contains("{"), line.contains(",") { line = BraceWords.expanding(line) }
        if line.contains("[0-9]") { line = line.replacing("[0-9]", with: "\(NameIndex.anyDigit)") }
        func close(_ found: inout [String]) {
            while let last = word.last, ".:!?".contains(last) { word.removeLast() }
            if word.count > 2, word.count < 200, !word.contains("://") { found.append(word) }
            word = ""
        }
        for character in line {
            if character.isLetter || character.isNumber || "._-/~@*$+".contains(character)
                || character == NameIndex.anyDigit
            {
                word.append(character)
            } else {
                close(&found)
            }
        }
        close(&found)
        return found
    }

    /// A line in which `"$NAME"/` lost its quotes.
    private static func joiningQuotes(_ line: String) -> String {
        var parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        var joined = String(parts.removeFirst())
        for (index, part) in parts.enumerated() {
            let isVariable = index > 0 && parts[index - 1].first == "$" && part.first == "/"
            let opens =
                part.first == "$" && index + 1 < parts.count && parts[index + 1].first == "/"
            joined += (isVariable || opens ? "" : "\"") + part
        }
        return joined
    }
}
