import Formats
import Services
import Vocabulary

extension RunningSystem {
    /// Tells variables of the main process of a unit that no file sets: a manager was told them by
    /// hand, and they are gone when it stops.
    mutating func joinEnvironments() {
        guard let processes = view.processes else { return }
        for unit in view.units {
            guard let number = unit.status.process,
                let names = processes.processes[number]?.environment,
                let id = ofUnit["\(unit.group)/\(unit.status.name)"], let service = services[id],
                // Without the unit's own files nothing can be said about what they set.
                service.evidence.contains(where: { $0.basis == .declared })
            else { continue }
            let known = Set(service.environment)
            let nowhere = names.filter { !known.contains($0) && !OwnVariables.isOne($0) }
            services[id]?.environment = Set(service.environment + nowhere).sorted()
            for name in nowhere {
                observe(
                    id, rule: "environment.nowhere",
                    says: "\(Redaction.name(name)) is set where it runs and in no file that was"
                        + " read", at: "proc")
            }
        }
    }
}
