/// A strategy that a person chose for a service and that the plan cannot take.
public struct UnheededChoice: Equatable, Sendable {
    /// Id of the service.
    public let service: String
    /// What was chosen: the contract's word.
    public let wanted: String
    /// Why it cannot be; nil where nobody knows such a way for the service.
    public let because: String?
    /// The ways that are open, the one the plan takes first.
    public let open: [String]
}

extension Plan {
    /// What people chose among strategies and this plan does not do, by the service's id.
    public func unheeded(_ answers: PlanAnswers) -> [UnheededChoice] {
        strategies.compactMap { strategy in
            guard let wanted = answers.strategies[strategy.service], wanted != strategy.strategy
            else { return nil }
            let shut = strategy.alternatives.first { $0.strategy == wanted && $0.isShut }
            return UnheededChoice(
                service: strategy.service, wanted: wanted, because: shut?.because,
                open: [strategy.strategy]
                    + strategy.alternatives.filter { !$0.isShut }.map(\.strategy))
        }
    }
}
