/// The commands of a playbook, as argv templates, by purpose.
///
/// Templates know `{exports}`, `{data}`, `{config}`, `{port}`, `{address}`, `{alone}` (a private
/// socket folder), `{bin}`, `{name}`, `{owner}`, `{compared}` and, within `each`, `{one}`; an
/// element that is exactly `{connect...}` stands for the words that reach the server. An argv
/// that begins with `@host` runs on the host itself, not inside the container or as its user.
public struct PlaybookProcedures: Equatable, Sendable {
    /// One command: a pipeline of argv, where its bytes come from and go to, and what it tells.
    public struct Command: Equatable, Sendable {
        /// Name, unique within its purpose.
        public var id: String
        /// Argv, several for a pipeline.
        public var run: [[String]]
        /// Name of the list it runs once for each element of.
        public var each: String?
        /// File read by the first argv.
        public var from: String?
        /// File written by the last argv.
        public var to: String?
        /// Level of what it shows: 1 integrity, 2 restorable, 3 serves; 0 for an action.
        public var level: Int = 0
        /// What it shows.
        public var proves: String = ""
        /// What it does not show.
        public var doesNotProve: String = ""
        /// What must be printed; nil where only the exit status counts.
        public var prints: String?
        /// What was printed when it was run here; nil where it was not.
        public var seen: String?
        /// How far it is proven.
        public var proven: Proof = .claimed
        /// Where it comes from.
        public var source: String = ""

        /// A command.
        public init(id: String, run: [[String]]) {
            self.id = id
            self.run = run
        }
    }

    /// Pipelines that print one name per line.
    public var lists: [String: [[String]]] = [:]
    /// Shell text put before argv inside the container, ending in `exec "$@"`; nil for none.
    public var inside: String?
    /// The same for argv on a host.
    public var outside: String?
    /// The user that argv runs as on a host; nil for the one at hand.
    public var user: String?
    /// Words that reach the server: by `host`, `socket`, `container`.
    public var connect: [String: [String]] = [:]
    /// Whether data goes in while the server runs; otherwise before it starts.
    public var loadsRunning = false
    /// Whether data goes out, and is compared there, while no server runs at all: its files are
    /// the portable form. A container then wakes with a program that only waits.
    public var takesAsleep = false
    /// Makes a running server settle before it is copied.
    public var quiesce: [Command] = []
    /// Starts a stopped server so that only this shell reaches it.
    public var wake: [Command] = []
    /// Stops it again.
    public var rest: [Command] = []
    /// Waits until it answers; exit 0 when it does.
    public var ready: [Command] = []
    /// Prints its version.
    public var version: [Command] = []
    /// Takes the data out.
    public var dump: [Command] = []
    /// Looks at what was taken out, without a server.
    public var verify: [Command] = []
    /// Must hold before the data goes in.
    public var before: [Command] = []
    /// Puts the data in.
    public var load: [Command] = []
    /// Takes out of the target what was loaded, whole or in part; safe to run again.
    public var unload: [Command] = []
    /// Prints a fingerprint of the content, the same at both ends when nothing was lost.
    public var compare: [Command] = []
    /// Shows that the loaded server serves.
    public var check: [Command] = []
    /// Changes the content for the worse, in a drill, so that comparing must fail.
    public var spoil: [Command] = []
    /// Takes that change out again; where there is none, the data is loaded once more.
    public var mend: [Command] = []

    /// No commands.
    public init() {}

    /// Whether there is a way out and a way in.
    public var movesData: Bool { !dump.isEmpty && !load.isEmpty }

    /// Every command with the purpose it serves.
    public var all: [(purpose: String, command: Command)] {
        [
            ("quiesce", quiesce), ("wake", wake), ("rest", rest), ("ready", ready),
            ("version", version), ("dump", dump), ("verify", verify), ("before", before),
            ("load", load), ("unload", unload), ("compare", compare), ("check", check),
            ("spoil", spoil), ("mend", mend),
        ].flatMap { purpose, commands in commands.map { (purpose, $0) } }
    }
}
