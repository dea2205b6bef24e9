/// Splits a command line into words the way compose does: quotes, backslashes and `$(…)` or
/// backquoted pieces kept whole, no variables; what follows `;`, `&`, `|`, `<` or `>` is dropped.
public struct ShellWords {
    private var words: [String] = []
    private var word: [UInt8] = []
    private var isOpen = false
    private var isEscaped = false
    /// The quote, backquote or parenthesis that must end before a space ends a word.
    private var enclosure: UInt8?

    /// The words; nil where a quote or parenthesis does not end, or one ends that never began.
    public static func split(_ text: String) -> [String]? {
        var splitter = ShellWords()
        for byte in text.utf8 {
            switch splitter.take(byte) {
            case .more: continue
            case .end: return splitter.result(isComplete: false)
            case .fault: return nil
            }
        }
        return splitter.result(isComplete: true)
    }

    private enum Step { case more, end, fault }

    private static let backslash = UInt8(ascii: "\\")
    private static let single = UInt8(ascii: "'")
    private static let double = UInt8(ascii: "\"")
    private static let backquote = UInt8(ascii: "`")
    private static let parenthesis = UInt8(ascii: "(")

    private mutating func take(_ byte: UInt8) -> Step {
        if isEscaped {
            isEscaped = false
            add(byte == UInt8(ascii: "n") ? 0x0A : byte == UInt8(ascii: "t") ? 0x09 : byte)
            return .more
        }
        if byte == Self.backslash, enclosure != Self.single {
            isEscaped = true
            return .more
        }
        if let enclosure { return takeEnclosed(byte, by: enclosure) }
        return takeFree(byte)
    }

    private mutating func takeEnclosed(_ byte: UInt8, by enclosure: UInt8) -> Step {
        let end = enclosure == Self.parenthesis ? UInt8(ascii: ")") : enclosure
        guard byte == end else {
            add(byte)
            return .more
        }
        self.enclosure = nil
        isOpen = true
        if enclosure == Self.backquote || enclosure == Self.parenthesis { add(byte) }
        return .more
    }

    private mutating func takeFree(_ byte: UInt8) -> Step {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: close()
        case Self.single, Self.double:
            enclosure = byte
            isOpen = true
        case Self.backquote:
            enclosure = byte
            add(byte)
        case Self.parenthesis:
            guard word.last == UInt8(ascii: "$") else { return .fault }
            enclosure = byte
            add(byte)
        case UInt8(ascii: ")"): return .fault
        case UInt8(ascii: ">"):
            let isDescriptor = word.first.map { (0x30...0x39).contains($0) } ?? false
            if isDescriptor { word = [] }
            isOpen = isOpen && !isDescriptor
            return .end
        case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "<"):
            return .end
        default: add(byte)
        }
        return .more
    }

    private mutating func add(_ byte: UInt8) {
        word.append(byte)
        isOpen = true
    }

    private mutating func close() {
        if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
        isOpen = false
    }

    private mutating func result(isComplete: Bool) -> [String]? {
        guard !isComplete || enclosure == nil && !isEscaped else { return nil }
        close()
        return words
    }
}
