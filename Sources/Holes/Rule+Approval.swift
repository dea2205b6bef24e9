import Vocabulary

extension Rule {
    /// Rules whose holes hold up the approval of a plan.
    static let blockers = [
        unclassified, noOwner, storeWithoutDump, twoSupervisors, policyWritable,
    ]

    /// Whether a hole of that id holds up the approval of a plan; one of a rule that is not known
    /// here does.
    public static func mayBlockApproval(_ hole: String) -> Bool {
        let rule = hole.prefix { $0 != "@" }
        let isKnown = all.contains { $0.id == rule }
        return !isKnown || blockers.contains { $0.id == rule }
    }
}
