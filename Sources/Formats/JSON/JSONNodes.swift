/// The recursive descent through a JSON text.
struct JSONNodes {
    private var cursor: TextCursor
    private let dialect: JSONDocument.Dialect
    private var depth = 0

    init(_ cursor: TextCursor, dialect: JSONDocument.Dialect) {
        self.cursor = cursor
        self.dialect = dialect
    }

    /// One value and nothing after it.
    mutating func document() throws(FormatError) -> Node {
        if let error = cursor.encodingError() { throw error }
        let node = try value()
        try skipSpace()
        guard cursor.isAtEnd else { throw cursor.error("text after the value") }
        return node
    }

    private mutating func value() throws(FormatError) -> Node {
        try skipSpace()
        guard let byte = cursor.current else { throw cursor.error("the text ends early") }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try nested(byte)
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let (line, column) = (cursor.line, cursor.column)
            return Node(.scalar(try string()), line: line, column: column, isQuoted: true)
        default: return try bare()
        }
    }

    private mutating func nested(_ open: UInt8) throws(FormatError) -> Node {
        guard depth < JSONDocument.depthLimit else {
            throw cursor.error("nested deeper than \(JSONDocument.depthLimit)")
        }
        depth += 1
        let node = try open == UInt8(ascii: "{") ? object() : array()
        depth -= 1
        return node
    }

    private mutating func object() throws(FormatError) -> Node {
        let (line, column) = (cursor.line, cursor.column)
        cursor.advance()
        var members: [Node.Member] = []
        try skipSpace()
        while !cursor.take("}") {
            let (keyLine, keyColumn) = (cursor.line, cursor.column)
            let key = try key()
            try skipSpace()
            guard cursor.take(":") else { throw cursor.error("expected ':'") }
            members.append(
                Node.Member(key: key, line: keyLine, column: keyColumn, value: try value()))
            try separator(before: "}")
        }
        return Node(.mapping(members), line: line, column: column)
    }

    private mutating func array() throws(FormatError) -> Node {
        let (line, column) = (cursor.line, cursor.column)
        cursor.advance()
        var elements: [Node] = []
        try skipSpace()
        while !cursor.take("]") {
            elements.append(try value())
            try separator(before: "]")
        }
        return Node(.sequence(elements), line: line, column: column)
    }

    /// A comma, or the bracket that ends; after the comma another value unless relaxed.
    private mutating func separator(before end: Unicode.Scalar) throws(FormatError) {
        try skipSpace()
        if cursor.current == UInt8(ascii: end) { return }
        guard cursor.take(",") else { throw cursor.error("expected ',' or '\(end)'") }
        try skipSpace()
        if dialect == .strict, cursor.current == UInt8(ascii: end) {
            throw cursor.error("a comma before '\(end)'")
        }
    }

    private mutating func key() throws(FormatError) -> String {
        switch cursor.current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try string()
        default:
            let word = bareWord()
            guard dialect == .relaxed, !word.isEmpty else { throw cursor.error("expected a key") }
            return word
        }
    }

    /// A number, `true`, `false` or `null`.
    private mutating func bare() throws(FormatError) -> Node {
        let before = cursor
        let word = bareWord()
        guard ["true", "false", "null"].contains(word) || JSONNumber.isNumber(word, dialect) else {
            cursor = before
            throw cursor.error("expected a value")
        }
        return Node(.scalar(word), line: before.line, column: before.column)
    }

    private mutating func bareWord() -> String {
        let start = cursor.index
        while let byte = cursor.current, Self.isWordByte(byte) { cursor.advance() }
        return String(decoding: cursor.bytes[start..<cursor.index], as: UTF8.self)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"),
            UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), 0x80...:
            true
        default: false
        }
    }

    private mutating func string() throws(FormatError) -> String {
        if dialect == .strict, cursor.current == UInt8(ascii: "'") {
            throw cursor.error("expected a value")
        }
        return try JSONText.read(from: &cursor)
    }

    private mutating func skipSpace() throws(FormatError) {
        while let byte = cursor.current {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: cursor.advance()
            case UInt8(ascii: "/") where dialect == .relaxed: try skipComment()
            default: return
            }
        }
    }

    private mutating func skipComment() throws(FormatError) {
        if cursor.starts(with: "//") {
            while let byte = cursor.current, byte != 0x0A { cursor.advance() }
            return
        }
        guard cursor.starts(with: "/*") else { throw cursor.error("expected a value") }
        cursor.advance(2)
        while !cursor.starts(with: "*/") {
            if cursor.isAtEnd { throw cursor.error("the comment does not end") }
            cursor.advance()
        }
        cursor.advance(2)
    }
}
