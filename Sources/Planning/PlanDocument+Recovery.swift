internal import Vocabulary

/// What a plan's document says otherwise where the source is gone.
extension PlanDocument {
    /// Since when the system is away, and how long it will be.
    func opening(_ seconds: Int) -> String {
        guard plan.isRecovery else {
            return "The system is down from *freeze* to *cutover*: about "
                + "\(ActionText.span(seconds)) by the sizes that are known, not by a rehearsal."
        }
        let sources = plan.recovery.map { source in
            "`\(PlanText.line(source.place))` as it was at \(source.taken), "
                + "kept in `\(PlanText.line(source.folder))`"
        }
        return "**A recovery**: brings back \(sources.joined(separator: "; ")). What was written "
            + "later is lost. It takes about \(ActionText.span(seconds)) by the sizes that are "
            + "known, not by a rehearsal."
    }

    /// What a stage is for.
    func purpose(_ stage: Stage) -> String {
        guard plan.isRecovery else { return Self.purpose(stage) }
        switch stage {
        case .freeze: return "See that what is brought back does not live on elsewhere."
        case .verifyExport: return "See that what was kept is whole."
        case .verifyImport: return "Compare what arrived with what was taken out."
        case .retire: return "Weeks later, signed again: delete the exports on the target."
        default: return Self.purpose(stage)
        }
    }
}
