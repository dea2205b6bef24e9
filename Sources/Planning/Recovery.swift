public import Knowledge
public import Vocabulary

extension Planner {
    /// The plan that brings a system up on a target from a snapshot and kept exports, its own place
    /// being gone: no step asks anything of it, and the way back ends where the target was.
    public static func recovery(
        of inventory: Inventory, from exports: ExportsAtHand, to target: Target,
        answers: PlanAnswers = PlanAnswers(), playbooks: Playbooks = .shipped, holes: [String] = []
    ) -> Plan {
        var sorted = inventory
        sorted.sort()
        var builder = PlanBuilder(sorted, target, answers, playbooks, recovery: exports)
        builder.buildPreflight()
        builder.buildKeptChecks()
        builder.buildPrepare()
        builder.buildGone()
        builder.buildKeptExports()
        builder.buildKeptTransfer()
        builder.buildInstall()
        builder.buildImport()
        builder.buildVerifyImport()
        builder.buildIdentityLooks()
        builder.buildCutover()
        builder.buildObserve()
        builder.buildRecoveryEnd()
        builder.noteWhatRecoveryLoses()
        builder.askAboutRecovery()
        builder.askForContacts()
        var plan = builder.plan()
        plan.holes = holes.sorted()
        plan.recovery = exports.sources.map { source in
            Plan.Recovery(
                place: source.place, folder: source.folder, manifest: source.manifest,
                sealed: source.sealed, taken: source.taken,
                key: source.sealed == nil ? nil : exports.key)
        }
        plan.askWhatIsNotProven(of: sorted)
        return plan
    }
}

extension Plan {
    /// Kept exports that a plan restores a place from.
    public struct Recovery: Equatable, Sendable, JSONWritable {
        /// Id of the place that is gone.
        public var place: String
        /// Absolute path of the exports on the machine that recovers.
        public var folder: String
        /// SHA-256 of their manifest of manifests, in hexadecimal.
        public var manifest: String
        /// SHA-256 of the list of what is encrypted, in hexadecimal; nil where nothing is.
        public var sealed: String?
        /// When they were sealed.
        public var taken: String
        /// Absolute path of the private key that opens what is encrypted.
        public var key: String?

        /// Exports.
        public init(
            place: String, folder: String, manifest: String, sealed: String?, taken: String,
            key: String? = nil
        ) {
            self.key = key
            self.place = place
            self.folder = folder
            self.manifest = manifest
            self.sealed = sealed
            self.taken = taken
        }

        init(_ json: JSONValue) {
            self.init(
                place: json["place"]?.string ?? "", folder: json["folder"]?.string ?? "",
                manifest: json["manifest"]?.string ?? "", sealed: json["sealed"]?.string,
                taken: json["taken"]?.string ?? "", key: json["key"]?.string)
        }

        /// Writes all of them.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("place", place)
                out.field("folder", folder)
                out.field("manifest", manifest)
                out.field("sealed", sealed)
                out.field("taken", taken)
                out.field("key", key)
            }
        }
    }

    /// Whether it brings back what is gone, and so has no source to ask or to stop.
    public var isRecovery: Bool { !recovery.isEmpty }
}
