/// Turns libyaml's columns, counted in characters, into columns counted in bytes.
///
/// Asked in the order of the text, as a parser does, it reads the text once.
struct ByteColumns {
    private let text: UnsafeBufferPointer<UInt8>
    private let isASCII: Bool
    private var line = 0
    private var lineStart = 0
    private var character = 0
    private var byte = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        isASCII = text.allSatisfy { $0 < 0x80 }
    }

    /// The column from 1 in bytes of a character (from 0) of a line (from 0).
    mutating func byteColumn(line: Int, character: Int) -> Int {
        if isASCII { return character + 1 }
        if line < self.line { rewind() }
        if line == self.line, character < self.character { toLineStart() }
        while self.line < line, byte < text.count { step() }
        while self.line == line, self.character < character, byte < text.count { step() }
        return self.line == line ? byte - lineStart + 1 : character + 1
    }

    /// Line and column from 1 of a byte.
    func place(ofByte offset: Int) -> (line: Int, column: Int) {
        let before = text[..<min(offset, text.count)]
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return (before.count { $0 == 0x0A } + 1, before.count - start + 1)
    }

    private mutating func rewind() {
        line = 0
        lineStart = 0
        toLineStart()
    }

    private mutating func toLineStart() {
        character = 0
        byte = lineStart
    }

    /// Over one character, or over one line break as libyaml counts them.
    private mutating func step() {
        let length = breakLength
        if length > 0 {
            byte += length
            line += 1
            lineStart = byte
            character = 0
            return
        }
        byte += 1
        while byte < text.count, text[byte] & 0xC0 == 0x80 { byte += 1 }
        character += 1
    }

    /// Bytes of the break at the cursor: LF, CR, CR LF, NEL, LS or PS; 0 where there is none.
    private var breakLength: Int {
        switch text[byte] {
        case 0x0A: 1
        case 0x0D: follows(0x0A, at: 1) ? 2 : 1
        case 0xC2: follows(0x85, at: 1) ? 2 : 0
        case 0xE2: follows(0x80, at: 1) && (follows(0xA8, at: 2) || follows(0xA9, at: 2)) ? 3 : 0
        default: 0
        }
    }

    private func follows(_ value: UInt8, at distance: Int) -> Bool {
        byte + distance < text.count && text[byte + distance] == value
    }
}
