/// Endings that a program puts behind a word: `f"{name}.md"`, `name + ".core.md"`, `"%s.txt"`.
enum ComposedEndings {
    /// The endings of texts that stand behind a word in a program, those of two parts as a whole.
    static func all(in program: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var index = 1
        while index < program.count {
            guard program[index] == UInt8(ascii: "."),
                isBehindWord(program, index)
            else {
                index += 1
                continue
            }
            let run = program[index...].prefix(while: isPart)
            for ending in endings where run.starts(with: ending.utf8) { found.insert(ending) }
            if program[index - 1] == UInt8(ascii: "}"), let long = twoParts(run) {
                found.insert(long)
            }
            index += 1
        }
        return found
    }

    private static let endings = [
        ".md", ".txt", ".prompt", ".jinja", ".j2", ".tmpl", ".yaml", ".yml", ".markdown", ".toml",
        ".json", ".adoc", ".rst", ".org",
    ]

    /// Whether what ends before that dot stands for a word: `{name}`, `name + "`, `%s`.
    private static func isBehindWord(_ program: [UInt8], _ dot: Int) -> Bool {
        let before = program[..<dot]
        switch program[dot - 1] {
        case UInt8(ascii: "}"): return true
        case UInt8(ascii: "s"): return before.dropLast().last == UInt8(ascii: "%")
        case UInt8(ascii: "\""): return ends(before, "+ \"") || ends(before, "+\"")
        case UInt8(ascii: "'"): return ends(before, "+ '")
        default: return false
        }
    }

    private static func ends(_ bytes: ArraySlice<UInt8>, _ word: StaticString) -> Bool {
        word.withUTF8Buffer { bytes.suffix($0.count).elementsEqual($0) }
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"), 0x80...:
            true
        default: false
        }
    }

    /// An ending of two parts, of which the second is one of a text: `.core.md`.
    private static func twoParts(_ run: ArraySlice<UInt8>) -> String? {
        guard run.split(separator: UInt8(ascii: ".")).count == 2 else { return nil }
        let text = String(decoding: run, as: UTF8.self)
        return endings.contains(where: text.hasSuffix) ? text : nil
    }
}
