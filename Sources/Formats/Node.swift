/// A value read from YAML, JSON or TOML, with the place in the text it came from.
///
/// All three readers give this one shape, so that evidence can always name `file:line`.
public struct Node: Equatable, Sendable {
    /// What the value is.
    public enum Content: Equatable, Sendable {
        /// A scalar as written, without its quotes.
        case scalar(String)
        /// A list.
        case sequence([Node])
        /// Keys with their values, in the order they stood.
        case mapping([Member])
    }

    /// A key and its value.
    public struct Member: Equatable, Sendable {
        /// The key.
        public let key: String
        /// Line of the key, counted from 1.
        public let line: Int
        /// Column of the key in bytes, counted from 1.
        public let column: Int
        /// The value.
        public let value: Node

        /// A member.
        public init(key: String, line: Int, column: Int, value: Node) {
            self.key = key
            self.line = line
            self.column = column
            self.value = value
        }
    }

    /// What the value is.
    public let content: Content
    /// The explicit tag (`!reset`, `!override`, `!!str` …), or nil.
    public let tag: String?
    /// Whether a scalar stood in quotes or a block: then it is text whatever it looks like.
    public let isQuoted: Bool
    /// Line, counted from 1.
    public let line: Int
    /// Column in bytes, counted from 1.
    public let column: Int

    /// A value at its place.
    public init(
        _ content: Content, line: Int, column: Int, tag: String? = nil, isQuoted: Bool = false
    ) {
        self.content = content
        self.tag = tag
        self.isQuoted = isQuoted
        self.line = line
        self.column = column
    }

    /// The value of a key, the last one where a key stands twice.
    public subscript(key: String) -> Node? {
        members.last { $0.key == key }?.value
    }

    /// The members of a mapping; none for anything else.
    public var members: [Member] {
        if case .mapping(let members) = content { members } else { [] }
    }

    /// The elements of a sequence; none for anything else.
    public var elements: [Node] {
        if case .sequence(let nodes) = content { nodes } else { [] }
    }

    /// The text of a scalar; nil for anything else and for null.
    public var string: String? {
        guard case .scalar(let text) = content, !isNull else { return nil }
        return text
    }

    /// Whether it is an unquoted `null`, `~` or nothing (YAML 1.2 core schema).
    public var isNull: Bool {
        guard case .scalar(let text) = content, !isQuoted else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The boolean of an unquoted `true` or `false` (YAML 1.2 core schema), nil for anything else.
    public var boolean: Bool? {
        guard case .scalar(let text) = content, !isQuoted else { return nil }
        switch text {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: return nil
        }
    }

    /// The integer of a scalar that is one in decimal, nil for anything else.
    public var integer: Int? { string.flatMap { Int($0) } }

    /// Whether it is a mapping.
    public var isMapping: Bool {
        if case .mapping = content { true } else { false }
    }

    /// Whether it is a sequence.
    public var isSequence: Bool {
        if case .sequence = content { true } else { false }
    }
}

/// Where and why a text is not what its format says.
public struct FormatError: Error, Equatable, Sendable {
    /// The format: `yaml`, `json`, `toml`, `compose`, `unit`, `crontab`, ….
    public let format: String
    /// What was found or missing, lower case, no full stop.
    public let message: String
    /// Line, counted from 1.
    public let line: Int
    /// Column in bytes, counted from 1.
    public let column: Int

    /// An error at a place in a text.
    public init(format: String, message: String, line: Int, column: Int) {
        self.format = format
        self.message = message
        self.line = line
        self.column = column
    }
}
