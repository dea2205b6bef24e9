import Policies
import Vocabulary

extension Rule {
    /// A service nobody asks whether it is well.
    static let noHealthCheck = Rule(
        "BP0114", "no-health-check", .medium,
        why: "it can be up and useless, and nothing will say so"
    ) { sight in
        sight.longRunning.filter { $0.health == nil }.map { service in
            Asking(
                subject: service.id, question: "How does one see that \(service.name) is well?",
                answerKey: ["services", service.id, "health"],
                answerLine: "\(service.id): {health: [{metric: …, green: …, yellow: …, red: …}]}",
                isAnswered: !(sight.entry(service)?.health.isEmpty ?? true))
        }
    }

    /// A service nobody is responsible for.
    static let noOwner = Rule(
        "BP0115", "no-owner", .low,
        why: "at night somebody has to be called"
    ) { sight in
        sight.longRunning.map { service in
            Asking(
                subject: service.id, question: "Who is called when \(service.name) fails?",
                answerKey: ["services", service.id, "owner"],
                answerLine: "\(service.id): {owner: …}",
                isAnswered: sight.entry(service)?.owner != nil || !sight.policy.escalation.isEmpty
                    || !sight.policy.owners.isEmpty)
        }
    }

    /// Restarted for ever, as fast as it fails.
    static let restartWithoutLimit = Rule(
        "BP0116", "restart-without-limit", .medium,
        why:
            "a service that cannot start is started for ever; the loop hides the fault and wears out what it touches"
    ) { sight in
        sight.services.filter { $0.restartIsLimited == false }.map { service in
            Asking(
                subject: service.id,
                question:
                    "When does \(service.supervisors.first ?? "its supervisor") stop restarting \(service.name)?",
                evidence: service.evidence)
        }
    }

    /// More than one party keeps one thing running.
    static let twoSupervisors = Rule(
        "BP0117", "two-supervisors", .high,
        why:
            "two that restart one thing fight: one starts what the other stops, and nothing limits it"
    ) { sight in
        sight.services.compactMap { service in
            let controllers = sight.inventory.dependencies.filter {
                $0.to == service.id && $0.kind == .supervises
            }
            let managers = Set(service.supervisors)
            guard managers.count > 1 || !controllers.isEmpty && !managers.isEmpty else {
                return nil
            }
            let names = managers.sorted() + controllers.map { Identifiers.name(of: $0.from) }
            return Asking(
                subject: service.id,
                question:
                    "Which of \(names.joined(separator: ", ")) keeps \(service.name) running?",
                evidence: controllers.flatMap(\.evidence)
                    + service.evidence.filter { $0.rule.hasPrefix("supervisors") })
        }
    }
}
