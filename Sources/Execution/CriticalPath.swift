public import Planning

/// The longest chain of steps from the first stop to the start of a service: what it is away.
public struct CriticalPath: Equatable, Sendable {
    /// Ids of the steps, the first one first.
    public var steps: [String]
    /// Milliseconds altogether.
    public var milliseconds: Int64
    /// How many of them are the plan's estimate, because a drill does not stop the source.
    public var estimatedMilliseconds: Int64

    /// The stages in which a system is away.
    static let stages = Set(Stage.allCases.filter { $0 >= .freeze && $0 <= .cutover })

    /// The longest chain that ends with a start of one of those services; nil where none does.
    ///
    /// - Parameter services: ids; nil for every service.
    public init?(through plan: Plan, _ times: StepTimes, services: Set<String>? = nil) {
        let walk = Walk(plan, times)
        let ends = plan.steps.map(\.step).filter { step in
            step.purpose == .start && (services?.contains(step.subject) ?? true)
                && times.nanoseconds[step.id] != nil
        }
        guard let end = ends.max(by: { walk.length($0.id) < walk.length($1.id) }) else {
            return nil
        }
        steps = walk.chain(to: end.id)
        milliseconds = walk.length(end.id)
        estimatedMilliseconds = steps.reduce(0) { $0 + (walk.estimates[$1] ?? 0) }
    }

    /// Milliseconds that the steps take one after the other, as a run does them.
    ///
    /// - Parameter service: its start is the last one counted; nil for every step.
    public static func inSequence(
        _ plan: Plan, _ times: StepTimes, until service: String? = nil
    ) -> Int64 {
        let walk = Walk(plan, times)
        var sum: Int64 = 0
        for (_, step) in plan.steps {
            sum += walk.weights[step.id] ?? 0
            if step.purpose == .start, step.subject == service { break }
        }
        return sum
    }
}

/// Longest paths over what steps need, each step weighed once.
private struct Walk {
    private(set) var weights: [String: Int64] = [:]
    private(set) var estimates: [String: Int64] = [:]
    private var lengths: [String: Int64] = [:]
    private var before: [String: String] = [:]

    /// The steps of a plan stand in an order that respects what they need.
    init(_ plan: Plan, _ times: StepTimes) {
        for (stage, step) in plan.steps where CriticalPath.stages.contains(stage) {
            if let measured = times.nanoseconds[step.id] {
                weights[step.id] = measured / 1_000_000
            } else if step.purpose == .stop {
                estimates[step.id] = Int64(step.estimateSeconds) * 1000
                weights[step.id] = estimates[step.id]
            }
            let longest = step.needs.filter { lengths[$0] != nil }.max {
                lengths[$0, default: 0] < lengths[$1, default: 0]
            }
            before[step.id] = longest
            lengths[step.id] =
                (longest.flatMap { lengths[$0] } ?? 0) + (weights[step.id] ?? 0)
        }
    }

    func length(_ step: String) -> Int64 { lengths[step] ?? 0 }

    func chain(to end: String) -> [String] {
        var out: [String] = []
        var at: String? = end
        while let step = at {
            if weights[step] ?? 0 > 0 { out.append(step) }
            at = before[step]
        }
        return out.reversed()
    }
}
