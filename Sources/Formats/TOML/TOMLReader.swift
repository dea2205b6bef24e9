/// The walk through a TOML text, line by line.
struct TOMLReader {
    private var cursor: TextCursor
    private var tables = TOMLTables()
    private var depth = 0

    init(_ cursor: TextCursor) {
        self.cursor = cursor
    }

    /// The root table.
    mutating func document() throws(FormatError) -> Node {
        if let error = cursor.encodingError() { throw error }
        var table = TOMLTables.root
        while true {
            skipSpace(overLines: true)
            guard let byte = cursor.current else { return tables.node() }
            if byte == UInt8(ascii: "[") {
                table = try header()
            } else {
                let path = try path()
                try tables.set(path, to: try assigned(path), in: table)
            }
            try endLine()
        }
    }

    private mutating func header() throws(FormatError) -> Int {
        let isList = cursor.starts(with: "[[")
        cursor.advance(isList ? 2 : 1)
        skipSpace()
        let path = try path()
        guard cursor.take("]"), !isList || cursor.take("]") else {
            throw cursor.error("expected ']'")
        }
        return try isList ? tables.append(path) : tables.open(path)
    }

    /// What follows a dotted key, whose tables count towards the nesting.
    private mutating func assigned(_ path: [TOMLKey]) throws(FormatError) -> Node {
        guard cursor.take("=") else { throw cursor.error("expected '='") }
        depth += path.count - 1
        defer { depth -= path.count - 1 }
        skipSpace()
        return try value()
    }

    /// A dotted key, and the space after it.
    private mutating func path() throws(FormatError) -> [TOMLKey] {
        var path: [TOMLKey] = []
        repeat {
            skipSpace()
            path.append(try key())
            skipSpace()
            guard path.count <= TOML.depthLimit else { throw tooDeep() }
        } while cursor.take(".")
        return path
    }

    private mutating func key() throws(FormatError) -> TOMLKey {
        let (line, column) = (cursor.line, cursor.column)
        if cursor.current == UInt8(ascii: "\"") || cursor.current == UInt8(ascii: "'") {
            let name = try TOMLText.read(from: &cursor)
            return TOMLKey(name: name, line: line, column: column)
        }
        let name = word { Self.isKeyByte($0) }
        guard !name.isEmpty else { throw cursor.error("expected a key") }
        return TOMLKey(name: name, line: line, column: column)
    }

    private mutating func value() throws(FormatError) -> Node {
        let (line, column) = (cursor.line, cursor.column)
        switch cursor.current {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            let text = try TOMLText.read(from: &cursor)
            return Node(.scalar(text), line: line, column: column, isQuoted: true)
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            guard depth < TOML.depthLimit else { throw tooDeep() }
            depth += 1
            defer { depth -= 1 }
            return try cursor.current == UInt8(ascii: "[") ? array() : inlineTable()
        default:
            return Node(.scalar(try bare()), line: line, column: column)
        }
    }

    private mutating func array() throws(FormatError) -> Node {
        let (line, column) = (cursor.line, cursor.column)
        cursor.advance()
        var elements: [Node] = []
        skipSpace(overLines: true)
        while !cursor.take("]") {
            elements.append(try value())
            skipSpace(overLines: true)
            if cursor.current == UInt8(ascii: "]") { continue }
            guard cursor.take(",") else { throw cursor.error("expected ',' or ']'") }
            skipSpace(overLines: true)
        }
        return Node(.sequence(elements), line: line, column: column)
    }

    private mutating func inlineTable() throws(FormatError) -> Node {
        let (line, column) = (cursor.line, cursor.column)
        cursor.advance()
        var inner = TOMLTables()
        skipSpace()
        while !cursor.take("}") {
            let path = try path()
            try inner.set(path, to: try assigned(path), in: TOMLTables.root)
            skipSpace()
            if cursor.current == UInt8(ascii: "}") { continue }
            guard cursor.take(",") else { throw cursor.error("expected ',' or '}'") }
            skipSpace()
        }
        return Node(inner.node().content, line: line, column: column)
    }

    /// A number, a boolean or a date; a date may have a space before its time.
    private mutating func bare() throws(FormatError) -> String {
        var text = word { Self.isBareByte($0) }
        if text.utf8.count == 10, text.utf8.dropFirst(4).first == UInt8(ascii: "-"),
            cursor.current == 0x20, let next = cursor.peek(1),
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
        {
            cursor.advance()
            text += " " + word { Self.isBareByte($0) }
        }
        guard let first = text.utf8.first else { throw cursor.error("expected a value") }
        let isNumeric = "+-0123456789".utf8.contains(first)
        guard isNumeric || ["true", "false", "inf", "nan"].contains(text) else {
            throw cursor.error("expected a value")
        }
        return text
    }

    private mutating func endLine() throws(FormatError) {
        skipSpace()
        guard cursor.isAtEnd || cursor.current == 0x0A || cursor.current == 0x0D else {
            throw cursor.error("expected the end of the line")
        }
    }

    /// Over blanks and a comment; over line breaks too where they mean nothing.
    private mutating func skipSpace(overLines: Bool = false) {
        while let byte = cursor.current {
            switch byte {
            case 0x20, 0x09: cursor.advance()
            case 0x0A, 0x0D:
                guard overLines else { return }
                cursor.advance()
            case UInt8(ascii: "#"):
                while let byte = cursor.current, byte != 0x0A { cursor.advance() }
            default: return
            }
        }
    }

    private mutating func word(_ belongs: (UInt8) -> Bool) -> String {
        let start = cursor.index
        while let byte = cursor.current, belongs(byte) { cursor.advance() }
        return String(decoding: cursor.bytes[start..<cursor.index], as: UTF8.self)
    }

    private func tooDeep() -> FormatError {
        cursor.error("nested deeper than \(TOML.depthLimit)")
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isBareByte(_ byte: UInt8) -> Bool {
        isKeyByte(byte) || ".:+".utf8.contains(byte)
    }
}
