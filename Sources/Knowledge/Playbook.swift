public import Vocabulary

/// What the field knows about one kind of service: how to recognise it, what it keeps, and how
/// its data leaves one place and arrives, checked, at another.
///
/// A playbook is a declaration (`Declarations/playbook-*.yaml`), read by `PlaybookReader`.
public struct Playbook: Equatable, Sendable {
    /// A Debian package that provides the service.
    public struct Package: Equatable, Sendable {
        /// Its name in Debian 12.
        public var name: String
        /// Its upstream version there.
        public var version: String
        /// The unit it installs.
        public var unit: String
        /// Packages beside it that the commands need.
        public var others: [String]

        /// A package.
        public init(name: String, version: String, unit: String, others: [String] = []) {
            self.name = name
            self.version = version
            self.unit = unit
            self.others = others
        }
    }

    /// A port that the program listens on unless told otherwise.
    public struct Port: Equatable, Sendable {
        /// The number.
        public var number: Int
        /// `tcp` or `udp`.
        public var protocolName: String
        /// What speaks there: `sql`, `http`, `https`, ….
        public var name: String

        /// A port.
        public init(number: Int, protocolName: String = "tcp", name: String = "") {
            self.number = number
            self.protocolName = protocolName
            self.name = name
        }
    }

    /// A path inside the service where it keeps something.
    public struct Keep: Equatable, Sendable {
        /// Absolute paths, most usual first.
        public var at: [String]
        /// What its loss would break.
        public var itemClass: ItemClass
        /// The engine that owns the bytes; nil for a plain tree.
        public var engine: String?
        /// `data`, `config`, `models`, `cache`, `secret`, `socket`.
        public var role: String

        /// A path that keeps something.
        public init(at: [String], itemClass: ItemClass, engine: String? = nil, role: String) {
            self.at = at
            self.itemClass = itemClass
            self.engine = engine
            self.role = role
        }
    }

    /// A way to the target, with the reason it is worth considering.
    public struct Way: Equatable, Sendable {
        /// `package`, `upstream-apt`, `vendor-binary`, `runtime`, `rootfs`, `drop`, `stays-in-container`.
        public var strategy: String
        /// Why.
        public var because: String

        /// A way.
        public init(strategy: String, because: String) {
            self.strategy = strategy
            self.because = because
        }
    }

    /// How the package, once installed, is told its address and port: a file and its text.
    public struct Listen: Equatable, Sendable {
        /// Absolute path on the target.
        public var file: String
        /// Text with `{address}` and `{port}`.
        public var text: String

        /// A file that sets where the program listens.
        public init(file: String, text: String) {
            self.file = file
            self.text = text
        }
    }

    /// Configuration of the image that the package reads too, at its own path.
    public struct Adoption: Equatable, Sendable {
        /// Absolute path in the image; what lies below it is adopted as well.
        public var from: String
        /// Absolute path on the target.
        public var to: String
        /// Words of the image that mean something else there, each with what it becomes.
        public var words: [String: String]
        /// Absolute path in the image of what it makes of `from` when it starts, its variables put in:
        /// that is adopted, as the container has it; nil where `from` itself is.
        public var made: String?

        /// An adoption.
        public init(from: String, to: String, words: [String: String] = [:]) {
            self.from = from
            self.to = to
            self.words = words
        }
    }

    /// Short id, such as `postgres`.
    public var id: String
    /// Name for people.
    public var title: String
    /// Image patterns, see `PlaybookImages`.
    public var images: [String] = []
    /// Program names, without version.
    public var programs: [String] = []
    /// Unit names without `.service`; `*` stands for anything.
    public var units: [String] = []
    /// The package of Debian 12; nil where there is none.
    public var package: Package?
    /// The engine of its main store.
    public var engine: String?
    /// Its ports.
    public var ports: [Port] = []
    /// What it keeps where.
    public var stores: [Keep] = []
    /// Paths the image declares as VOLUME: anonymous when nothing is mounted there.
    public var volumes: [String] = []
    /// Whether its loss loses something; nil where that depends on how it is used.
    public var holdsState: Bool?
    /// Variables whose value unlocks a store.
    public var keystones: [String] = []
    /// Variables any of which makes it a mere cache of what lies elsewhere.
    public var cacheWhen: [String] = []
    /// Whether two live copies may exist.
    public var exclusivity: Exclusivity = .shareable
    /// Variables it reads, beyond keystones, that name other services.
    public var environment: [String] = []
    /// What is known about the C library of its images.
    public var libc: String?
    /// Rules that shut ways for certain versions.
    public var gates: [PlaybookGate] = []
    /// Ways to the target in order of preference.
    public var ways: [Way] = []
    /// How the package is told where to listen.
    public var listen: Listen?
    /// What of the image's configuration the package adopts.
    public var adopts: [Adoption] = []
    /// What the container was told, and where the package reads it.
    public var settings: PlaybookSettings?
    /// Programs of the package that ask the server, each with words which, put behind any others,
    /// let it only look; none where no such words are known.
    public var clients: [String: [String]] = [:]
    /// Commands by purpose.
    public var procedures = PlaybookProcedures()
    /// How far the commands are proven, at best.
    public var proven: Proof = .claimed
    /// Why it was not run here; empty where it was, or where nobody has said.
    public var unproven = ""
    /// Where the facts come from.
    public var source = ""
    /// An image reference or program that must find this playbook.
    public var example = ""

    /// A playbook with nothing but a name.
    public init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}

/// How far a command or fact is proven.
public enum Proof: String, Sendable, CaseIterable, Comparable {
    /// Somebody says so.
    case claimed
    /// Its documentation says so.
    case documented
    /// Executed by this project's tests against a real server.
    case runHere = "run here"

    /// From said to seen.
    public static func < (left: Proof, right: Proof) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .claimed: 0
        case .documented: 1
        case .runHere: 2
        }
    }
}
