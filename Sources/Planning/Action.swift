public import Vocabulary

/// What a step, a probe or a rollback does: the closed vocabulary of the contract.
public enum Action: Equatable, Sendable {
    /// Runs a program; a script is bytes of the plan streamed to its standard input.
    case run(argv: [String], stdin: String? = nil)
    /// Puts a file of the plan on the place.
    case install(file: String, to: String, mode: String, owner: String)
    /// Makes a file on the target from values that are read where they are kept.
    case derive(Derivation)
    /// Tells the service manager something about a unit; a user's own manager where one is named.
    case unit(name: String, verb: String, user: String? = nil)
    /// Starts or stops a container: its name, or PROJECT`/`SERVICE of compose.
    case container(name: String, verb: String)
    /// Takes a store's data out by its playbook, as the script says.
    case dump(store: String, playbook: String, script: String)
    /// Puts a store's data in by its playbook, as the script says.
    case load(store: String, playbook: String, script: String)
    /// Copies a path or what a list names; streamed where the places differ.
    case copy(from: String, to: String, script: String?)
    /// Waits.
    case wait(seconds: Int, until: String)
    /// Asks a person, who answers before anything goes on.
    case ask(question: String)
    /// Tells a person.
    case alert(to: String, says: String)
    /// Nothing is to be undone.
    case nothing(because: String)
    /// It cannot be undone.
    case impossible(because: String)

    /// The contract's word.
    public var word: String {
        switch self {
        case .run: "run"
        case .install: "install"
        case .derive: "derive"
        case .unit: "unit"
        case .container: "container"
        case .dump: "dump"
        case .load: "load"
        case .copy: "copy"
        case .wait: "wait"
        case .ask: "ask"
        case .alert: "alert"
        case .nothing: "nothing"
        case .impossible: "impossible"
        }
    }

    /// The file of the plan whose bytes it runs or puts somewhere.
    public var operand: String? {
        switch self {
        case .run(_, let stdin): stdin
        case .install(let file, _, _, _): file
        case .derive(let derivation): derivation.script
        case .dump(_, _, let script), .load(_, _, let script): script
        case .copy(_, _, let script): script
        case .unit, .container, .wait, .ask, .alert, .nothing, .impossible: nil
        }
    }

    /// Whether it leaves something behind that a second try must know of; only an answer does not.
    public var isLasting: Bool {
        switch self {
        case .run, .install, .derive, .unit, .container, .dump, .load, .copy: true
        case .wait, .ask, .alert, .nothing, .impossible: false
        }
    }

    /// Whether it takes a step back.
    public var isPossible: Bool {
        if case .impossible = self { false } else { true }
    }
}

/// A file that carries values to the target without the plan knowing them.
public struct Derivation: Equatable, Sendable {
    /// One replacement in what is carried.
    public struct Rewrite: Equatable, Sendable, JSONWritable {
        /// What stands there today: a host and port, a path.
        public var from: String
        /// What stands there on the target.
        public var to: String

        /// A replacement.
        public init(from: String, to: String) {
            self.from = from
            self.to = to
        }

        /// Writes both sides.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("from", from)
                out.field("to", to)
            }
        }
    }

    /// Where the values are kept: absolute path, or `container:NAME`.
    public var from: String
    /// Names of the variables; empty for the whole file.
    public var names: [String]
    /// Replacements in order.
    public var rewrites: [Rewrite]
    /// Absolute path on the target.
    public var to: String
    /// The file of the plan that says how.
    public var script: String

    /// A derivation.
    public init(
        from: String, names: [String], rewrites: [Rewrite], to: String, script: String
    ) {
        self.from = from
        self.names = names
        self.rewrites = rewrites
        self.to = to
        self.script = script
    }
}

extension Action: JSONWritable {
    /// Writes the contract's ACTION.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("do", word)
            switch self {
            case .run(let argv, let stdin):
                out.field("argv", argv)
                out.field("stdin", stdin)
            case .install(let file, let to, let mode, let owner):
                out.field("file", file)
                out.field("to", to)
                out.field("mode", mode)
                out.field("owner", owner)
            case .derive(let derivation): derivation.writeFields(to: &out)
            case .unit(let name, let verb, let user):
                out.field("name", name)
                out.field("verb", verb)
                out.field("user", user)
            case .container(let name, let verb):
                out.field("name", name)
                out.field("verb", verb)
            case .dump(let store, let playbook, let script),
                .load(let store, let playbook, let script):
                out.field("store", store)
                out.field("playbook", playbook)
                out.field("script", script)
            case .copy(let from, let to, let script):
                out.field("from", from)
                out.field("to", to)
                out.field("script", script)
            case .wait(let seconds, let until):
                out.field("seconds", seconds)
                out.field("until", until)
            case .ask(let question): out.field("question", question)
            case .alert(let to, let says):
                out.field("to", to)
                out.field("says", says)
            case .nothing(let because), .impossible(let because): out.field("because", because)
            }
        }
    }
}

extension Derivation {
    func writeFields(to out: inout JSONWriter) {
        out.field("from", from)
        out.field("names", names)
        out.field("rewrites", rewrites)
        out.field("to", to)
        out.field("script", script)
    }
}
