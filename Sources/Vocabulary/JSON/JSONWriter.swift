/// Writes JSON (RFC 8259) straight to bytes, in the order it is told: same calls, same bytes.
///
/// Two spaces of indentation when `pretty`, one line otherwise. Strings are escaped minimally;
/// control characters, and U+2028/2029, as `\u….`.
public struct JSONWriter {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    let isPretty: Bool
    private var depth = 0
    private var needsComma = false
    private var followsKey = false

    /// A writer for one value.
    public init(pretty: Bool = false) {
        isPretty = pretty
    }

    /// The text written so far.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Hands over what was written so far and forgets it, so that output can be streamed.
    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Ends a document with a newline; the next value is a document of its own, on its own line.
    public mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Writes `{ … }` around what `body` writes.
    public mutating func object(_ body: (inout JSONWriter) -> Void) {
        enclose(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// Writes `[ … ]` around what `body` writes.
    public mutating func array(_ body: (inout JSONWriter) -> Void) {
        enclose(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    /// Writes a key; the next value belongs to it.
    public mutating func key(_ key: String) {
        separate()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
        followsKey = true
    }

    /// Writes a string.
    public mutating func value(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    /// Writes an integer.
    public mutating func value(_ number: Int64) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
        needsComma = true
    }

    /// Writes a floating-point number in its shortest round-trip form.
    public mutating func value(_ number: Double) {
        separate()
        let whole = Int64(exactly: number)
        bytes.append(contentsOf: (whole.map(String.init) ?? number.description).utf8)
        needsComma = true
    }

    /// Writes a boolean.
    public mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        needsComma = true
    }

    /// Writes `null`.
    public mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    /// Puts in a value that is finished JSON already, as it stands.
    public mutating func value(finished json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    private mutating func enclose(
        _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void
    ) {
        separate()
        bytes.append(open)
        depth += 1
        needsComma = false
        body(&self)
        depth -= 1
        if isPretty && needsComma { newline() }
        bytes.append(close)
        needsComma = true
    }

    private mutating func separate() {
        if followsKey {
            followsKey = false
            needsComma = false
            return
        }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if isPretty && depth > 0 { newline() }
        needsComma = false
    }

    private mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                bytes.append(contentsOf: "\\u00".utf8)
                Hexadecimal.append(CollectionOfOne(byte), to: &bytes)
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSONWriter {
    /// Writes `key: text` unless there is no text.
    public mutating func field(_ key: String, _ text: String?) {
        guard let text else { return }
        self.key(key)
        value(text)
    }

    /// Writes `key: number` unless there is no number.
    public mutating func field(_ key: String, _ number: (some BinaryInteger)?) {
        guard let number else { return }
        self.key(key)
        value(Int64(clamping: number))
    }

    /// Writes `key: true` only for a flag that is set: false is the default and is omitted.
    public mutating func field(_ key: String, _ flag: Bool) {
        guard flag else { return }
        self.key(key)
        value(true)
    }

    /// Writes `key: [texts]` unless there are none.
    public mutating func field(_ key: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        self.key(key)
        array { out in for text in texts { out.value(text) } }
    }

    /// Writes `key: [values]` unless there are none.
    public mutating func field(_ key: String, _ values: [some JSONWritable]) {
        guard !values.isEmpty else { return }
        list(key, values)
    }

    /// Writes `key: value` unless there is none.
    public mutating func field(_ key: String, _ value: (some JSONWritable)?) {
        guard let value else { return }
        self.key(key)
        value.write(to: &self)
    }

    /// Writes `key: [values]`, an empty array included: for the parts a document always has.
    public mutating func list(_ key: String, _ values: [some JSONWritable]) {
        self.key(key)
        array { out in for value in values { value.write(to: &out) } }
    }

    /// Writes a path field and, exactly when text loses something, `key_base64` beside it.
    public mutating func field(_ key: String, path: PathBytes?) {
        guard let path else { return }
        field(key, path.text)
        if path.isLossy { field(key + "_base64", path.base64) }
    }
}

/// A value that knows how it stands in a JSON document of the contract.
public protocol JSONWritable {
    /// Writes the value, fields in their fixed order, defaults omitted.
    func write(to out: inout JSONWriter)
}

extension JSONWritable {
    /// The value as a document of its own, ending in a newline.
    public func document(pretty: Bool = true) -> [UInt8] {
        var out = JSONWriter(pretty: pretty)
        write(to: &out)
        return out.bytes + [UInt8(ascii: "\n")]
    }
}
