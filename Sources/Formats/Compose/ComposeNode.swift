public import Vocabulary

/// Where a value of a compose project stands.
public struct ComposeOrigin: Hashable, Sendable {
    /// Absolute path of the file.
    public let file: PathBytes
    /// Line, counted from 1.
    public let line: Int
    /// Column in bytes, counted from 1.
    public let column: Int

    /// A place in a file.
    public init(file: PathBytes, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// What is wrong in a compose project, and where; the rest of it is read all the same.
public struct ComposeProblem: Hashable, Sendable {
    /// What, lower case, no full stop; never a value.
    public let message: String
    /// Where.
    public let origin: ComposeOrigin

    /// A problem at its place.
    public init(_ message: String, at origin: ComposeOrigin) {
        self.message = message
        self.origin = origin
    }
}

/// A value of a compose file that still knows its file while files are merged.
struct ComposeNode: Sendable {
    enum Content: Sendable {
        case scalar(String)
        case list([ComposeNode])
        case map([Member])
    }

    struct Member: Sendable {
        var key: String
        var origin: ComposeOrigin
        var value: ComposeNode
    }

    var content: Content
    var origin: ComposeOrigin
    var tag: String?
    /// Whether a scalar is text whatever it looks like.
    var isText: Bool
    /// Names of the variables that went into a scalar.
    var uses: [String] = []
    /// Names of those that are not set and became nothing.
    var missing: [String] = []

    init(
        _ content: Content, origin: ComposeOrigin, tag: String? = nil, isText: Bool = false
    ) {
        self.content = content
        self.origin = origin
        self.tag = tag
        self.isText = isText
    }

    /// A node of a file, with all below it.
    init(_ node: Node, file: PathBytes) {
        origin = ComposeOrigin(file: file, line: node.line, column: node.column)
        tag = node.tag
        isText = node.isQuoted
        switch node.content {
        case .scalar(let text): content = .scalar(text)
        case .sequence(let nodes): content = .list(nodes.map { ComposeNode($0, file: file) })
        case .mapping(let members):
            content = .map(
                members.map {
                    Member(
                        key: $0.key,
                        origin: ComposeOrigin(file: file, line: $0.line, column: $0.column),
                        value: ComposeNode($0.value, file: file))
                })
        }
    }

    /// A text made here, at the place of what it was made from.
    static func text(_ text: String, at origin: ComposeOrigin) -> ComposeNode {
        ComposeNode(.scalar(text), origin: origin, isText: true)
    }

    subscript(key: String) -> ComposeNode? {
        members.last { $0.key == key }?.value
    }

    var members: [Member] {
        if case .map(let members) = content { members } else { [] }
    }

    var elements: [ComposeNode] {
        if case .list(let nodes) = content { nodes } else { [] }
    }

    var isMap: Bool {
        if case .map = content { true } else { false }
    }

    var isList: Bool {
        if case .list = content { true } else { false }
    }

    var isNull: Bool {
        guard case .scalar(let text) = content, !isText else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The text of a scalar as compose hands it on: plain numbers in their canonical form.
    var string: String? {
        guard case .scalar(let text) = content, !isNull else { return nil }
        return isText ? text : YAMLScalar.canonicalText(text)
    }

    /// A truth value, however it is written: compose casts the text of a variable.
    var flag: Bool? {
        guard case .scalar(let text) = content else { return nil }
        switch text.lowercased() {
        case "true", "y", "yes", "on", "1": return true
        case "false", "n", "no", "off", "0": return false
        default: return nil
        }
    }

    /// An integer, quoted or not.
    var integer: Int? { string.flatMap { Int($0) } }

    /// What kind of value it is, for a problem's message.
    var kindName: String {
        switch content {
        case .scalar: isNull ? "nothing" : "a single value"
        case .list: "a list"
        case .map: "a mapping"
        }
    }

    /// Whether another node says the same, wherever it stands.
    func says(same other: ComposeNode) -> Bool {
        switch (content, other.content) {
        case (.scalar(let one), .scalar(let two)): one == two
        case (.list(let one), .list(let two)):
            one.count == two.count && zip(one, two).allSatisfy { $0.says(same: $1) }
        case (.map(let one), .map(let two)):
            one.count == two.count
                && zip(one, two).allSatisfy { $0.key == $1.key && $0.value.says(same: $1.value) }
        default: false
        }
    }

    /// The same mapping with a key set, at the end where it was not there.
    func setting(_ key: String, _ value: ComposeNode) -> ComposeNode {
        var members = members
        let member = Member(key: key, origin: value.origin, value: value)
        if let index = members.firstIndex(where: { $0.key == key }) {
            members[index] = member
        } else {
            members.append(member)
        }
        var copy = self
        copy.content = .map(members)
        return copy
    }

    /// The same mapping without a key.
    func removing(_ key: String) -> ComposeNode {
        var copy = self
        copy.content = .map(members.filter { $0.key != key })
        return copy
    }
}
