/// The walk through a `.env` file, statement by statement.
struct DotenvReader {
    private var cursor: TextCursor
    private let lookup: (String) -> String?
    private var known: [String: String] = [:]
    private var reading = Dotenv.Reading()

    init(_ cursor: TextCursor, lookup: @escaping (String) -> String?) {
        self.cursor = cursor
        self.lookup = lookup
    }

    /// Every statement; a faulty one is noted and its line passed over.
    mutating func entries() -> Dotenv.Reading {
        while skipToStatement() {
            let line = cursor.line
            do { try statement() } catch {
                reading.errors.append(error)
                if cursor.line == line { toNextLine() }
            }
        }
        return reading
    }

    /// Every line with `=`, its value as it stands.
    mutating func rawEntries() -> Dotenv.Reading {
        while skipToStatement() {
            let (line, column) = (cursor.line, cursor.column)
            let text = restOfLine()
            let name = text.prefix { $0 != UInt8(ascii: "=") }
            let value = String(decoding: text.dropFirst(name.count + 1), as: UTF8.self)
            let isAlone = name.count == text.count
            add(
                String(decoding: name, as: UTF8.self), isAlone ? nil : value, written: value,
                isQuoted: false, line, column)
        }
        return reading
    }

    private mutating func statement() throws(FormatError) {
        skipExport()
        let (line, column) = (cursor.line, cursor.column)
        let (name, stop) = try name()
        guard stop != nil, stop != 0x0A else {
            add(name, lookup(name), written: "", isQuoted: false, line, column)
            return
        }
        while let byte = cursor.current, Self.isBlank(byte) { cursor.advance() }
        let quote = cursor.current
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            let written = try quoted()
            let isPlain = quote == UInt8(ascii: "'")
            let text = isPlain ? written : DotenvEscapes.expanded(written)
            let value = isPlain ? text : try resolved(text, line, column)
            add(name, value, written: written, isQuoted: true, line, column)
        } else {
            let written = unquoted()
            let value = try resolved(written, line, column)
            add(name, value, written: written, isQuoted: false, line, column)
        }
    }

    private mutating func add(
        _ name: String, _ value: String?, written: String, isQuoted: Bool, _ line: Int,
        _ column: Int
    ) {
        if let value { known[name] = value }
        reading.entries.append(
            Dotenv.Entry(
                name: name, value: value, written: written, isQuoted: isQuoted, line: line,
                column: column))
    }

    private func resolved(
        _ text: String, _ line: Int, _ column: Int
    ) throws(FormatError) -> String {
        let resolved = Interpolation.resolve(text) { lookup($0) ?? known[$0] }
        switch resolved.faults.first {
        case nil: return resolved.text
        case .invalid:
            throw FormatError(
                format: "dotenv", message: "not a variable in the form of compose", line: line,
                column: column)
        case .required(let name, _):
            throw FormatError(
                format: "dotenv", message: "required variable \(name) is not set", line: line,
                column: column)
        }
    }

    /// The name up to `=`, `:` or the end of the line, and which of them it was.
    private mutating func name() throws(FormatError) -> (String, stop: UInt8?) {
        let start = cursor.index
        while let byte = cursor.current, byte != 0x0A, byte != UInt8(ascii: "="),
            byte != UInt8(ascii: ":")
        {
            guard Self.isBlank(byte) || Self.isNameByte(byte) else {
                throw cursor.error("a name holds a character it may not")
            }
            cursor.advance()
        }
        let stop = cursor.current
        let raw = cursor.bytes[start..<cursor.index]
        let end = raw.lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? start
        let name = String(decoding: raw[..<end], as: UTF8.self)
        guard !name.contains(" ") else { throw cursor.error("a name holds a space") }
        cursor.advance()
        return (name, stop)
    }

    /// The rest of the line without an inline comment and the space around it.
    private mutating func unquoted() -> String {
        var text = restOfLine()
        for index in text.indices.dropLast()
        where text[index] == 0x20 && text[index + 1] == UInt8(ascii: "#") {
            text = text[..<index]
            break
        }
        let end = text.lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? text.startIndex
        return String(decoding: text[..<end], as: UTF8.self)
    }

    /// The text up to the quote that ends it, over lines, escaped quotes taken as themselves.
    private mutating func quoted() throws(FormatError) -> String {
        let before = cursor
        let quote = cursor.current
        cursor.advance()
        var out: [UInt8] = []
        while let byte = cursor.current {
            cursor.advance()
            if byte == quote { return String(decoding: out, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), let next = cursor.current {
                if next != quote { out.append(byte) }
                out.append(next)
                cursor.advance()
            } else {
                out.append(byte)
            }
        }
        cursor = before
        throw cursor.error("the quoted value does not end")
    }

    private mutating func skipToStatement() -> Bool {
        while let byte = cursor.current {
            if byte == UInt8(ascii: "#") {
                toNextLine()
            } else if byte == 0x0A || Self.isBlank(byte) {
                cursor.advance()
            } else {
                return true
            }
        }
        return false
    }

    private mutating func skipExport() {
        guard cursor.starts(with: "export"), let next = cursor.peek(6), Self.isBlank(next) else {
            return
        }
        cursor.advance(6)
        while let byte = cursor.current, Self.isBlank(byte) { cursor.advance() }
    }

    private mutating func restOfLine() -> ArraySlice<UInt8> {
        let start = cursor.index
        while let byte = cursor.current, byte != 0x0A { cursor.advance() }
        defer { cursor.advance() }
        return cursor.bytes[start..<cursor.index]
    }

    private mutating func toNextLine() {
        while let byte = cursor.current, byte != 0x0A { cursor.advance() }
        cursor.advance()
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0B || byte == 0x0C || byte == 0x0D
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: "_.-[]".utf8.contains(byte)
        }
    }
}
