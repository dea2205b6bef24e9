public import Knowledge
public import Vocabulary

/// A plan as it can be tried without anybody noticing: the same steps against a scratch host, the
/// source left running, nothing let out.
public struct Rehearsal: Equatable, Sendable {
    /// A step of the plan that a rehearsal does not take, and why.
    public struct LeftOut: Equatable, Sendable {
        /// Id of the step.
        public var step: String
        /// Why.
        public var because: String
    }

    /// What its folders are named by.
    public var id: String
    /// The steps that are taken, a plan of its own.
    public var plan: Plan
    /// The same plan with every step, to weigh paths through it.
    public var whole: Plan
    /// What must be caught, in the order it is tried.
    public var controls: [Control]
    /// What is not rehearsed.
    public var leftOut: [LeftOut]
    /// Which stores and roots each service reads and writes, by the service's id; all are ids.
    public var holdings: [String: [String]]
    /// When the exports of a recovery were sealed, the earliest, nanoseconds since 1970; nil where
    /// the data is taken from a source that is there.
    public var sealedAt: Int64?

    /// The stages up to the one after which controls are tried.
    public static let untilControls = Set(Stage.allCases.filter { $0 <= .verifyImport })

    /// The folder of a rehearsal, on both ends.
    public static func folder(_ id: String) -> String { "/var/lib/bedplate/drill-\(id)" }

    /// The rehearsal of the plan that an inventory gives, on a scratch host.
    ///
    /// - Parameter id: letters, digits and hyphens; unique among rehearsals, for their folders.
    public static func make(
        of inventory: Inventory, on scratch: Target, id: String,
        answers: PlanAnswers = PlanAnswers(), playbooks: Playbooks = .shipped
    ) -> Rehearsal {
        let whole = Planner.plan(inventory, to: scratch, answers: answers, playbooks: playbooks)
        var sorted = inventory
        sorted.sort()
        var builder = PlanBuilder(sorted, scratch, answers, playbooks)
        builder.buildRehearsal()
        return made(id, whole, &builder)
    }

    /// The rehearsal of the recovery that an inventory and kept exports give, on a scratch host.
    ///
    /// - Parameter id: letters, digits and hyphens; unique among rehearsals, for their folders.
    public static func make(
        ofRecovering inventory: Inventory, from exports: ExportsAtHand, on scratch: Target,
        id: String, answers: PlanAnswers = PlanAnswers(), playbooks: Playbooks = .shipped
    ) -> Rehearsal {
        let whole = Planner.recovery(
            of: inventory, from: exports, to: scratch, answers: answers, playbooks: playbooks)
        var sorted = inventory
        sorted.sort()
        var builder = PlanBuilder(sorted, scratch, answers, playbooks, recovery: exports)
        builder.buildRecoveryRehearsal()
        var out = made(id, whole, &builder)
        out.sealedAt = exports.sources.map(\.takenAt).min()
        return out
    }

    /// What of the steps of a builder is taken, in folders of the rehearsal's own.
    private static func made(
        _ id: String, _ whole: Plan, _ builder: inout PlanBuilder
    ) -> Rehearsal {
        let controls = builder.buildControls()
        var selection = RehearsalSelection(builder)
        let relocation = Relocation(to: folder(id))
        let plan = relocation.moved(selection.selected(builder.plan()))
        let tried = controls.filter { plan.step($0.step) != nil }
        return Rehearsal(
            id: id, plan: plan, whole: whole, controls: tried.map(relocation.moved),
            leftOut: selection.leftOut + builder.uncontrolled(tried), holdings: builder.holdings)
    }
}

extension PlanBuilder {
    /// The stages of a rehearsal: those of the plan, and what keeps it apart from the world.
    mutating func buildRehearsal() {
        buildScratchChecks()
        buildPreflight()
        buildRehearsalFolders()
        buildPrepare()
        buildExport()
        makeExportsHot()
        buildTransfer()
        buildInstall()
        buildExportSeals()
        buildCutOff()
        buildImport()
        buildVerifyImport()
        noteUnsteadyOnTarget()
        buildCutover()
    }

    /// The same of a recovery: what is kept is read where it lies, and no other place is asked.
    mutating func buildRecoveryRehearsal() {
        buildScratchChecks()
        buildPreflight()
        buildKeptChecks()
        buildRehearsalFolders()
        buildPrepare()
        buildKeptExports()
        buildKeptTransfer()
        buildInstall()
        buildCutOff()
        buildImport()
        buildVerifyImport()
        buildCutover()
    }

    /// Ids of stores and roots by the service that holds them.
    var holdings: [String: [String]] {
        var out: [String: [String]] = [:]
        for carriage in carriages where carriage.isCarried {
            for holder in carriage.holders { out[holder.id, default: []].append(carriage.store.id) }
        }
        for root in roots {
            for holder in holders(of: root) { out[holder.id, default: []].append(root.id) }
        }
        return out
    }
}
