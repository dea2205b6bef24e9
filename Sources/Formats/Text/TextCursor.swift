/// A place that moves through the bytes of a text and knows its line and column.
struct TextCursor {
    let bytes: [UInt8]
    let format: String
    private(set) var index = 0
    private(set) var line = 1
    private var lineStart = 0

    init(_ bytes: [UInt8], format: String) {
        self.bytes = bytes
        self.format = format
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            index = 3
            lineStart = 3
        }
    }

    /// Column in bytes, counted from 1.
    var column: Int { index - lineStart + 1 }

    /// Whether nothing is left.
    var isAtEnd: Bool { index >= bytes.count }

    /// The byte at the cursor; nil at the end.
    var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// The byte some way ahead; nil beyond the end.
    func peek(_ distance: Int) -> UInt8? {
        index + distance < bytes.count ? bytes[index + distance] : nil
    }

    /// Whether the text goes on with that.
    func starts(with text: StaticString) -> Bool {
        guard bytes.count - index >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    /// Over one byte.
    mutating func advance() {
        guard index < bytes.count else { return }
        if bytes[index] == 0x0A {
            line += 1
            lineStart = index + 1
        }
        index += 1
    }

    /// Over some bytes.
    mutating func advance(_ count: Int) {
        for _ in 0..<count { advance() }
    }

    /// Over one character if it is the one at the cursor.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        advance()
        return true
    }

    /// An error here.
    func error(_ message: String) -> FormatError {
        FormatError(format: format, message: message, line: line, column: column)
    }

    /// An error at the first byte that is not UTF-8; nil where all of it is.
    func encodingError() -> FormatError? {
        guard !bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        var decoder = UTF8()
        var source = bytes.makeIterator()
        var (consumed, line, start) = (0, 1, 0)
        while true {
            switch decoder.decode(&source) {
            case .emptyInput: return nil
            case .error:
                return FormatError(
                    format: format, message: "not UTF-8", line: line,
                    column: consumed - start + 1)
            case .scalarValue(let scalar):
                consumed += UTF8.width(scalar)
                if scalar == "\n" { (line, start) = (line + 1, consumed) }
            }
        }
    }
}
