public import Vocabulary

/// What the field knows about one kind of file: how to recognise it, what breaks without it, and
/// how it travels. A declaration in `Declarations/artefacts-*.yaml`.
public struct Artefact: Equatable, Sendable {
    /// How an entry is recognised; every part that is given must hold.
    public struct Match: Equatable, Sendable {
        /// Exact names, compared without case.
        public var names: [String] = []
        /// Endings, compared without case.
        public var suffixes: [String] = []
        /// Names with `*` for any run of characters, compared without case.
        public var globs: [String] = []
        /// The holding folder's path ends with one of these (`.ssh`, `.claude/agents`; `*` is one segment).
        public var within: [String] = []
        /// One of the folders above is called so (or their path contains these segments).
        public var under: [String] = []
        /// None of the folders above is called so.
        public var notUnder: [String] = []
        /// Endings of names that it is not, whatever else fits.
        public var notSuffixes: [String] = []
        /// The holding folder has one of these entries.
        public var beside: [String] = []
        /// The folder itself has one of these entries; only for folders.
        public var holding: [String] = []
        /// The content has one of these signatures.
        public var signatures: [String] = []
        /// Whether it is a folder; rules for folders roll up or set a context.
        public var isFolder = false
        /// Whether it is a link, socket or other special entry as well as a file.
        public var isEmpty = false

        /// Nothing to match.
        public init() {}
    }

    /// Stable id, `subject.thing`.
    public var id: String
    /// How it is recognised.
    public var match = Match()
    /// The class.
    public var itemClass: ItemClass
    /// What kind of secret it is at least.
    public var secret: Secret = .none
    /// What to do with it on the target.
    public var restore: Restore = .normal
    /// Whether two live copies may exist.
    public var exclusivity: Exclusivity = .shareable
    /// How its bytes may be taken.
    public var export: Export = .hotCopy
    /// How it changes.
    public var volatility: Volatility = .static
    /// For a regenerable folder or file: what it is rebuilt from (`lock`, `package`, `hub`, `command`, `derivation`, `git`).
    public var from: String?
    /// Names, beside the folder or above it, that are its recipe; empty where `from` needs none.
    public var recipes: [String] = []
    /// Whether a runtime is known to load it: identity text needs that.
    public var isLoaded = false
    /// Whether it only speaks where nothing more definite does.
    public var isPrior = false
    /// Why it has its class: one clause, lower case.
    public var why: String
    /// How to check it after it moved.
    public var verify: String?
    /// Where the fact is from.
    public var source: String
    /// Paths that it must match.
    public var examples: [String]
    /// Paths that it must not match.
    public var counters: [String] = []

    /// An artefact with nothing but its id, class and reason.
    public init(id: String, itemClass: ItemClass, why: String, source: String, examples: [String]) {
        self.id = id
        self.itemClass = itemClass
        self.why = why
        self.source = source
        self.examples = examples
    }

    /// The verdict it gives, with its own evidence.
    public var verdict: Verdict {
        var verdict = Verdict(itemClass, evidence: [Evidence(.inferred, rule: id, says: why)])
        verdict.secret = secret
        verdict.restore = restore
        verdict.exclusivity = exclusivity
        verdict.export = export
        verdict.volatility = volatility
        return verdict
    }
}
