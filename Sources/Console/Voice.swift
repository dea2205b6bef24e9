/// How the program speaks on standard error.
public struct Voice: Equatable, Sendable {
    /// The program's name, in front of every line.
    public let program: String
    /// Whether everything but errors is kept back.
    public let isQuiet: Bool

    /// A voice.
    public init(program: String = "bedplate", isQuiet: Bool = false) {
        self.program = program
        self.isQuiet = isQuiet
    }

    /// `bedplate: could not reach web-2: connection refused`, and a hint on a line of its own.
    public func error(_ message: String, hint: String? = nil) -> String {
        let first = "\(program): \(Self.escaped(message))\n"
        return first + (hint.map { "\(program): hint: \(Self.escaped($0))\n" } ?? "")
    }

    /// A usage error in the same form.
    public func error(_ error: UsageError) -> String {
        self.error(error.message, hint: error.hint)
    }

    /// Something worth knowing; empty when quiet.
    public func note(_ message: String) -> String {
        isQuiet ? "" : "\(program): \(Self.escaped(message))\n"
    }

    /// Text whose control characters can neither move the cursor nor change the terminal: C0, DEL
    /// and C1 as `\xNN`, line and paragraph separators and directional overrides as `\u{…}`.
    public static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A: out += "\\n"
            case 0x09: out += "\\t"
            case 0x0D: out += "\\r"
            case 0..<0x20, 0x7F..<0xA0:
                let digits = String(scalar.value, radix: 16)
                out += "\\x" + (digits.count == 1 ? "0" : "") + digits
            case 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
                out += "\\u{\(String(scalar.value, radix: 16))}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
