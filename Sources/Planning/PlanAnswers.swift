/// What people have written that shapes a plan: the entries of a policy that a plan uses.
public struct PlanAnswers: Equatable, Sendable {
    /// Recovery time and recovery point, in seconds, by service id.
    public var objectives: [String: (rto: Int?, rpo: Int?)] = [:]
    /// A strategy that a person chose, by service id.
    public var strategies: [String: String] = [:]
    /// Who to call, in order, `NAME, PHONE`.
    public var contacts: [String] = []
    /// Where exports are kept; nil where they stay on their host.
    public var keeping: Keeping?
    /// Path of each policy entry used, sorted.
    public var entries: [String] = []

    /// Nothing written.
    public init() {}

    /// Equal in every entry.
    public static func == (left: PlanAnswers, right: PlanAnswers) -> Bool {
        left.strategies == right.strategies && left.keeping == right.keeping
            && left.contacts == right.contacts
            && left.entries == right.entries
            && left.objectives.keys == right.objectives.keys
            && left.objectives.allSatisfy { key, value in
                right.objectives[key]?.rto == value.rto && right.objectives[key]?.rpo == value.rpo
            }
    }
}
