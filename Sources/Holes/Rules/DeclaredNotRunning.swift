import Vocabulary

extension Rule {
    /// A file says that it runs here, and looking showed that it does not.
    static let declaredNotRunning = Rule(
        "BP0601", "declared-not-running", "Is it meant to run here?"
    ) { facts in
        let absent = facts.services.filter { facts.isAbsent($0) }
        let groups = Dictionary(grouping: absent) { Identifiers.group(of: $0.id) ?? "" }
        return groups.flatMap { group, services -> [Finding] in
            let whole = facts.services.count { Identifiers.group(of: $0.id) == group }
            let isProject = services.contains {
                $0.kinds.contains("compose") && $0.stopped.isEmpty
            }
            guard isProject, services.count == whole, services.count > 1,
                let first = services.min(by: { $0.id < $1.id })
            else { return services.map { finding($0) } }
            return [
                Finding(
                    subject: first.id, question: "Is the project \(group) meant to run here?",
                    why: "a compose file declares \(services.count) services, and no container of"
                        + " any of them is there",
                    severity: .low, evidence: services.flatMap(\.origin), count: services.count)
            ]
        }
    }

    private static func finding(_ service: Service) -> Finding {
        let seen = service.observed("unit.unknown") + service.stopped
        let kept = seen.first?.says
        return Finding(
            subject: service.id, question: "Is \(service.name) meant to run here?",
            why: kept ?? "a file declares it, and nothing of it was seen to run",
            severity: .low, evidence: service.origin + seen)
    }
}

extension SystemFacts {
    /// Whether a service that a file declares was looked for on its place and not found. One that
    /// runs to its end, or only on demand, is not expected.
    func isAbsent(_ service: Service) -> Bool {
        guard service.isDeclared, service.profiles.isEmpty else { return false }
        if service.kinds.contains("compose") {
            guard service.observed("engine.container").isEmpty else {
                return !service.stopped.isEmpty
            }
            return sawAllContainers(of: service.place)
        }
        return service.kinds.contains("unit")
            && !(service.observed("unit.unknown") + service.stopped).isEmpty
    }

    /// Whether every engine of a place was asked and kept nothing back: only then is what was not
    /// seen not there.
    private func sawAllContainers(of place: String) -> Bool {
        inventory.places.contains { known in
            known.id == place
                && known.coverage.contains {
                    $0.scope == "containers" && $0.looked && $0.missing.isEmpty
                }
        }
    }
}

extension Service {
    /// Whether a person wrote somewhere that it is to run.
    var isDeclared: Bool {
        evidence.contains { $0.basis == .declared && $0.rule != "document.names" }
    }

    /// What says that it is there, meant to run on, and does not.
    var stopped: [Evidence] { observed("engine.stopped") + observed("unit.stopped") }

    /// What was seen of it under a rule.
    func observed(_ rule: String) -> [Evidence] {
        evidence.filter { $0.basis == .observed && $0.rule == rule }
    }
}
