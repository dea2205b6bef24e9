/// A systemd unit file (systemd.syntax(7)): sections of keys, each with its line.
///
/// Keys may repeat; an empty value takes back what stood before it. Lines that are neither
/// section, key nor comment are faults; the rest of the file goes on.
public struct UnitFile: Equatable, Sendable {
    /// One `Key=value`.
    public struct Entry: Equatable, Sendable {
        /// The section it stands in, without brackets.
        public let section: String
        /// The key.
        public let key: String
        /// The value, continued lines joined by a blank, surrounding space cut.
        public let value: String
        /// Line of the key, counted from 1.
        public let line: Int
    }

    /// All entries in order.
    public private(set) var entries: [Entry] = []
    /// Lines that could not be read.
    public private(set) var faults: [FormatError] = []

    /// Reads a unit file; bytes that are not UTF-8 are replaced.
    public init(_ bytes: [UInt8]) {
        var section = ""
        var held: (key: String, value: String, line: Int)?
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, raw) in lines.enumerated() {
            let text = Self.trimmed(raw)
            if let open = held {
                if text.first == "#" || text.first == ";" { continue }
                let continues = text.last == "\\"
                let part = continues ? Self.trimmed(text.dropLast()) : text
                held = (open.key, open.value + " " + part, open.line)
                if !continues { close(&held, section) }
                continue
            }
            if text.isEmpty || text.first == "#" || text.first == ";" { continue }
            if text.first == "[" {
                section = String(text.dropFirst().prefix { $0 != "]" })
                continue
            }
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                faults.append(
                    FormatError(
                        format: "unit", message: "expected a key and '='", line: index + 1,
                        column: 1))
                continue
            }
            let value = Self.trimmed(text[text.index(after: equals)...])
            let continues = value.last == "\\"
            held = (
                String(Self.trimmed(text[..<equals])),
                String(continues ? Self.trimmed(value.dropLast()) : value), index + 1
            )
            if !continues { close(&held, section) }
        }
        close(&held, section)
    }

    /// This unit with a drop-in read after it.
    public func extended(by dropIn: UnitFile) -> UnitFile {
        var whole = self
        whole.entries += dropIn.entries
        whole.faults += dropIn.faults
        return whole
    }

    /// The values of a key that stand after its last reset.
    public func values(_ section: String, _ key: String) -> [Entry] {
        let all = entries.filter { $0.section == section && $0.key == key }
        guard let reset = all.lastIndex(where: \.value.isEmpty) else { return all }
        return Array(all[(reset + 1)...])
    }

    /// The last value of a key; nil where it is unset or taken back.
    public func value(_ section: String, _ key: String) -> String? {
        values(section, key).last?.value
    }

    private mutating func close(
        _ held: inout (key: String, value: String, line: Int)?, _ section: String
    ) {
        guard let open = held else { return }
        entries.append(Entry(section: section, key: open.key, value: open.value, line: open.line))
        held = nil
    }

    private static func trimmed(_ text: some StringProtocol) -> Substring {
        let start = Substring(text).drop { $0 == " " || $0 == "\t" || $0 == "\r" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" && $0 != "\r" }) else {
            return ""
        }
        return start[...last]
    }
}
