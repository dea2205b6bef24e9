public import Knowledge
public import Vocabulary

/// Makes a plan out of a snapshot: pure, the same input gives the same bytes.
public enum Planner {
    /// The plan that carries everything of an inventory that is not on the target yet to the
    /// target, or, where it lies there already, from containers to the bare host.
    public static func plan(
        _ inventory: Inventory, to target: Target, answers: PlanAnswers = PlanAnswers(),
        playbooks: Playbooks = .shipped, holes: [String] = []
    ) -> Plan {
        var sorted = inventory
        sorted.sort()
        var builder = PlanBuilder(sorted, target, answers, playbooks)
        builder.buildPreflight()
        builder.buildPrepare()
        builder.buildSafeguard()
        builder.buildFreeze()
        builder.buildExport()
        builder.buildTransfer()
        builder.buildInstall()
        builder.buildExportRoom()
        builder.buildExportSeals()
        builder.buildKeeping()
        builder.buildImport()
        builder.buildVerifyImport()
        builder.buildIdentityLooks()
        builder.buildCutover()
        builder.buildObserve()
        builder.buildRetire()
        builder.buildConsequences()
        builder.askAboutRecovery()
        builder.askForContacts()
        var plan = builder.plan()
        plan.holes = holes.sorted()
        plan.askWhatIsNotProven(of: sorted)
        return plan
    }
}

extension PlanBuilder {
    mutating func askForContacts() {
        guard answers.contacts.isEmpty else { return }
        ask(
            target.place, "Who is called when this goes wrong at night, at which number?",
            because: "the first page of the plan has a line for it, and it is empty")
    }
}
