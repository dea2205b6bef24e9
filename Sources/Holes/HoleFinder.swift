public import Knowledge
public import Policies
public import Vocabulary

/// Finds what nobody has written down.
public enum HoleFinder {
    /// Every hole of an inventory, answered and accepted ones included: open before closed, severe
    /// before mild, what much rests on before what little does, then by id.
    ///
    /// - Parameter now: nanoseconds since 1970; acceptances that ran out before it count no more.
    public static func find(
        _ inventory: Inventory, policy: Policy, playbooks: Playbooks, now: Int64
    ) -> [Hole] {
        let sight = Sight(inventory, policy, playbooks)
        var holes = Rule.all.flatMap { rule in rule.find(sight).map { rule.hole($0) } }
        for index in holes.indices where isAccepted(holes[index], policy, now) {
            holes[index].status = .accepted
        }
        let rank = { (hole: Hole) in
            (
                hole.isOpen ? 0 : 1, -(Hole.Severity.allCases.firstIndex(of: hole.severity) ?? 0),
                -(sight.weight[hole.subject] ?? 0)
            )
        }
        var seen: Set<String> = []
        return holes.filter { seen.insert($0.id).inserted }.sorted { left, right in
            let (one, two) = (rank(left), rank(right))
            return one != two ? one < two : (left.rule, left.id) < (right.rule, right.id)
        }
    }

    private static func isAccepted(_ hole: Hole, _ policy: Policy, _ now: Int64) -> Bool {
        policy.accepted.contains { entry in
            (entry.hole == hole.id
                || entry.hole.count > hole.rule.count + 4 && hole.id.hasPrefix(entry.hole))
                && (entry.until.map { $0 > now } ?? true)
        }
    }
}
