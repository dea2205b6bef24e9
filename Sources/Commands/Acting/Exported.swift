import Execution
import Planning
import Vocabulary

/// A run that ends with the stage `verify-export` is a backup: the source goes on, the exports stay.
extension OpenRun {
    /// Carries those stages out; after the last check of the exports the source is let go on.
    func carry(
        _ conductor: Conductor, _ stages: Set<Stage>
    ) throws(ExecutionError) -> Outcome {
        if Ledger(journal.entries).isThawing { return try keepExports(conductor) }
        let outcome = try conductor.carry(stages)
        guard outcome == .done, stages.max() == .verifyExport, !plan.isRecovery else {
            return outcome
        }
        return try keepExports(conductor)
    }

    private func keepExports(_ conductor: Conductor) throws(ExecutionError) -> Outcome {
        let thawed = try conductor.thaw()
        guard thawed == .done else { return thawed }
        var kept = plan.keptFolders.map { "\(Identifiers.local):\($0)" }
        for id in run.places {
            guard plan.keptFolders.isEmpty else {
                try KeptExports.clear(on: pool.place(id))
                continue
            }
            if let folder = try KeptExports.setAside(run.id, on: pool.place(id)) {
                kept.append("\(id):\(folder)")
            }
        }
        try end("exported: " + kept.joined(separator: "; "))
        return .exported(at: kept)
    }
}
