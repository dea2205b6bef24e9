/// A JSON value as read, members in the order they stood.
public enum JSONValue: Equatable, Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case boolean(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; a key that stands twice keeps both.
    case object([(key: String, value: JSONValue)])

    /// The member of that name, the last one if it stands twice.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    /// The string, if it is one.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The integer, if it is one.
    public var integer: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }

    /// The boolean, if it is one.
    public var boolean: Bool? {
        if case .boolean(let flag) = self { flag } else { nil }
    }

    /// The elements, if it is an array; otherwise none.
    public var elements: [JSONValue] {
        if case .array(let values) = self { values } else { [] }
    }

    /// The members, if it is an object; otherwise none.
    public var members: [(key: String, value: JSONValue)] {
        if case .object(let members) = self { members } else { [] }
    }

    /// The strings of an array of strings.
    public var strings: [String] { elements.compactMap(\.string) }

    /// Equal when all members are, in order.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let one), .boolean(let two)): one == two
        case (.integer(let one), .integer(let two)): one == two
        case (.number(let one), .number(let two)): one == two
        case (.string(let one), .string(let two)): one == two
        case (.array(let one), .array(let two)): one == two
        case (.object(let one), .object(let two)):
            one.count == two.count
                && zip(one, two).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }
}

extension JSONValue: JSONWritable {
    /// Writes the value as it stands.
    public func write(to out: inout JSONWriter) {
        switch self {
        case .null: out.null()
        case .boolean(let flag): out.value(flag)
        case .integer(let number): out.value(number)
        case .number(let number): out.value(number)
        case .string(let text): out.value(text)
        case .array(let values): out.array { out in for value in values { value.write(to: &out) } }
        case .object(let members):
            out.object { out in
                for member in members {
                    out.key(member.key)
                    member.value.write(to: &out)
                }
            }
        }
    }
}
