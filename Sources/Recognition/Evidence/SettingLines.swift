import Formats

/// Prompts in settings of the form `key = value` with sections above them.
enum SettingLines {
    /// The line of the first setting that asks for a prompt by its key or its section and has one,
    /// or whose value makes its reader into somebody; counted from 1.
    ///
    /// - Parameter keys: words of keys that ask for a prompt, lower case.
    static func prompt(in bytes: [UInt8], keys: [String]) -> Int? {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        var isAsking = false
        for (index, line) in lines.enumerated() {
            if line.first == UInt8(ascii: "[") {
                isAsking = asks(text(line), keys, most: 3)
                continue
            }
            guard let sign = line.firstIndex(of: UInt8(ascii: "=")), sign - line.startIndex < 40,
                line.first != UInt8(ascii: "#"), line.first != UInt8(ascii: ";")
            else { continue }
            let value = value(lines, index, text(line[(sign + 1)...]))
            let isNamed = isAsking || asks(text(line[..<sign]), keys, most: 4)
            if isNamed && TextSigns.isProse(value) || PromptCarriers.opensAsSomebody(value) {
                return index + 1
            }
        }
        return nil
    }

    /// Whether one of few words is one that asks for a prompt.
    private static func asks(_ name: String, _ keys: [String], most: Int) -> Bool {
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        return words.count < most && words.contains { keys.contains($0) }
    }

    /// The value, with the lines set in below it that go on with it.
    private static func value(
        _ lines: [ArraySlice<UInt8>], _ index: Int, _ first: String
    ) -> String {
        let more = lines[(index + 1)...].prefix(12).prefix { line in
            line.first == 0x20 || line.first == 0x09
        }
        let whole = ([first] + more.map(text)).joined(separator: " ")
        return String(whole.drop { " \t\"'`".contains($0) })
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
