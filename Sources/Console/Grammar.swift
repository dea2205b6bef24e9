/// The whole command line as data: parsing, help, the manual page and completions all read this.
public struct Grammar: Equatable, Sendable {
    /// The program's name.
    public let program: String
    /// What it is, in one line.
    public let summary: String
    /// What it is, in a few paragraphs.
    public let description: [String]
    /// Options that stand before or after any command.
    public let globals: [Option]
    /// Commands, in the order help lists them.
    public let commands: [Command]

    /// A grammar.
    public init(
        program: String, summary: String, description: [String], globals: [Option],
        commands: [Command]
    ) {
        self.program = program
        self.summary = summary
        self.description = description
        self.globals = globals
        self.commands = commands
    }

    /// The command of that name.
    public func command(_ name: String) -> Command? {
        commands.first { $0.name == name }
    }

    /// Everything a command accepts: its own options, then the global ones.
    public func options(of command: Command?) -> [Option] {
        (command?.options ?? []) + globals
    }
}

/// What a value is: what completions offer and what help calls it.
public enum ValueKind: Equatable, Sendable {
    /// Any text, called so in help.
    case text(String)
    /// A file's path.
    case file(String)
    /// A folder's path.
    case folder(String)
    /// One of these words.
    case choice(String, [String])

    /// What help calls it.
    public var placeholder: String {
        switch self {
        case .text(let name), .file(let name), .folder(let name), .choice(let name, _): name
        }
    }

    /// The words it is limited to; empty where it is not.
    public var choices: [String] {
        if case .choice(_, let words) = self { words } else { [] }
    }
}

/// Something that starts with `--`.
public struct Option: Equatable, Sendable {
    /// The name without its dashes.
    public let name: String
    /// A one-letter form.
    public let letter: Character?
    /// The value it takes; nil for a flag.
    public let value: ValueKind?
    /// Whether it may stand several times.
    public let isRepeatable: Bool
    /// Whether a command refuses to run without it.
    public let isRequired: Bool
    /// What it does, in one line.
    public let summary: String

    /// An option.
    public init(
        _ name: String, letter: Character? = nil, value: ValueKind? = nil,
        isRepeatable: Bool = false, isRequired: Bool = false, summary: String
    ) {
        self.name = name
        self.letter = letter
        self.value = value
        self.isRepeatable = isRepeatable
        self.isRequired = isRequired
        self.summary = summary
    }

    /// The option as help writes it: `-q, --quiet`, `--exclude PATTERN`.
    public var synopsis: String {
        let long = "--\(name)" + (value.map { " " + $0.placeholder } ?? "")
        return letter.map { "-\($0), \(long)" } ?? long
    }
}

/// A word that is no option.
public struct Operand: Equatable, Sendable {
    /// How many may stand.
    public enum Count: Equatable, Sendable {
        /// Exactly one.
        case one
        /// One or none.
        case optional
        /// Any number, none included.
        case any
    }

    /// What it is.
    public let value: ValueKind
    /// How many may stand.
    public let count: Count
    /// What it means, in one line.
    public let summary: String

    /// An operand.
    public init(_ value: ValueKind, _ count: Count, summary: String) {
        self.value = value
        self.count = count
        self.summary = summary
    }

    /// The operand as help writes it: `PATH`, `[SNAPSHOT]`, `[ROOT]...`.
    public var synopsis: String {
        switch count {
        case .one: value.placeholder
        case .optional: "[\(value.placeholder)]"
        case .any: "[\(value.placeholder)]..."
        }
    }
}

/// One verb.
public struct Command: Equatable, Sendable {
    /// The word.
    public let name: String
    /// What it does, in one line.
    public let summary: String
    /// What it does, paragraph by paragraph.
    public let description: [String]
    /// What it works on.
    public let operands: [Operand]
    /// How it is told apart.
    public let options: [Option]
    /// Lines to copy, each with what it is for.
    public let examples: [(line: String, purpose: String)]
    /// How else than every command it can end, and what that means here.
    public let exits: [(status: ExitStatus, meaning: String)]

    /// A command.
    public init(
        _ name: String, summary: String, description: [String], operands: [Operand] = [],
        options: [Option] = [], examples: [(line: String, purpose: String)] = [],
        exits: [(status: ExitStatus, meaning: String)] = []
    ) {
        self.name = name
        self.summary = summary
        self.description = description
        self.operands = operands
        self.options = options
        self.examples = examples
        self.exits = exits
    }

    /// Equal when every part is.
    public static func == (left: Command, right: Command) -> Bool {
        left.name == right.name && left.summary == right.summary
            && left.description == right.description && left.operands == right.operands
            && left.options == right.options
            && left.examples.elementsEqual(right.examples) { $0 == $1 }
            && left.exits.elementsEqual(right.exits) { $0 == $1 }
    }

    /// The statuses it can end with and their meaning here, in numerical order.
    public var exitTable: [(status: ExitStatus, meaning: String)] {
        let own = exits.map(\.status)
        let common = ExitStatus.common.filter { !own.contains($0) }.map { ($0, $0.meaning) }
        return (common + exits).sorted { $0.0.rawValue < $1.0.rawValue }
    }

    /// The command's line in help: `scan [OPTION]... [ROOT]...`.
    public var synopsis: String {
        let required = options.filter(\.isRequired).map(\.synopsis)
        return ([name, "[OPTION]..."] + required + operands.map(\.synopsis)).joined(separator: " ")
    }
}
