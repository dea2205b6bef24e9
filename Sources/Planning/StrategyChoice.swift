internal import Knowledge
internal import Vocabulary

/// Chooses how a service reaches the target.
struct StrategyChoice {
    let playbooks: Playbooks
    let answers: PlanAnswers
    let isInPlace: Bool
    /// What each service keeps running, where that is a container.
    let supervised: [String: String]
    /// The places, for what was looked at there.
    var places: [Place] = []

    /// The playbook that fits a service: by image, else by unit, else by program.
    func playbook(for service: Service) -> Playbook? {
        if let image = service.image, let found = playbooks.playbook(forImage: image) {
            return found
        }
        if service.isContainer { return nil }
        if service.kinds.contains("unit"), let found = playbooks.playbook(forUnit: service.name) {
            return found
        }
        guard let program = service.command.first ?? service.entrypoint.first else { return nil }
        return service.isSchedule ? nil : playbooks.playbook(forProgram: program)
    }

    /// The strategies of services, sorted by id: a package has one instance on a host, and the
    /// first that takes it keeps it.
    func strategies(for services: [Service]) -> [String: Strategy] {
        var out: [String: Strategy] = [:]
        var taken = isInPlace ? runningPackages(services) : [:]
        for service in services {
            let unit = playbook(for: service)?.package?.unit ?? ""
            let strategy = strategy(for: service, packageTakenBy: taken[unit])
            if ["package", "upstream-apt"].contains(strategy.strategy) {
                taken[unit] = service.name
            }
            out[service.id] = strategy
        }
        return out
    }

    /// Who takes a package's unit on the host already: it goes on as it is.
    private func runningPackages(_ services: [Service]) -> [String: String] {
        let onHost = services.filter { !$0.isContainer && !$0.isSchedule }
        let units = onHost.compactMap { service in
            playbook(for: service)?.package.map { ($0.unit, service.name) }
        }
        return Dictionary(units.filter { !$0.0.isEmpty }, uniquingKeysWith: { first, _ in first })
    }

    /// The strategy of a service, with the ways not taken and why.
    func strategy(for service: Service, packageTakenBy other: String?) -> Strategy {
        let playbook = playbook(for: service)
        let ways = ways(for: service, playbook)
        var shut: [Strategy.Alternative] = []
        var open: [Playbook.Way] = []
        let gates = gates(for: service, playbook)
        for way in ways {
            if let other, ["package", "upstream-apt"].contains(way.strategy) {
                let because = "a host has one instance of the package, and \(other) takes it"
                shut.append(.init(strategy: way.strategy, because: because, isShut: true))
            } else if let gate = gates.first(where: { $0.shuts.contains(way.strategy) }) {
                shut.append(
                    .init(strategy: way.strategy, because: gate.because, isShut: true))
            } else {
                open.append(way)
            }
        }
        let wanted = answers.strategies[service.id]
        let taken =
            open.first { $0.strategy == wanted } ?? open.first
            ?? Playbook.Way(
                strategy: "stays-in-container", because: "every other way is shut")
        let others = open.filter { $0 != taken }.map {
            Strategy.Alternative(strategy: $0.strategy, because: $0.because, isShut: false)
        }
        var out = Strategy(
            service: service.id, strategy: taken.strategy, because: taken.because,
            alternatives: others + shut, playbook: playbook?.id)
        if wanted == taken.strategy { out.because = "the policy says so" }
        out.isLogicalOnly = gates.contains { $0.logicalOnly } && taken.strategy != "rootfs"
        return out
    }

    private func gates(for service: Service, _ playbook: Playbook?) -> [PlaybookGate] {
        guard service.isContainer, let text = service.image, let image = ImageReference(text)
        else { return [] }
        return playbook?.gates.filter { $0.applies(to: image) } ?? []
    }

    /// The ways that make sense, best first.
    private func ways(for service: Service, _ playbook: Playbook?) -> [Playbook.Way] {
        if service.isVariant {
            return [.init(strategy: "drop", because: "nothing reaches the file that defines it")]
        }
        if service.isOnlyDeclared(places) {
            let because = "its project declares it, and no container was ever made of it"
            return [.init(strategy: "drop", because: because)]
        }
        if !service.isContainer, !service.isSchedule, let kept = supervised[service.id] {
            let because = "it keeps \(kept) running, and on the target that is its own unit's work"
            return [.init(strategy: "drop", because: because)]
        }
        if service.isSchedule || service.kinds.contains("mcp") {
            return [
                .init(strategy: "runtime", because: "it runs a program; only its schedule moves")
            ]
        }
        if service.isContainer { return containerWays(service, playbook) }
        var ways: [Playbook.Way] = []
        if let package = playbook?.package, !package.unit.isEmpty, !isInPlace {
            ways.append(
                .init(strategy: "package", because: "Debian 12 has \(package.name)"))
        }
        let here = "it runs on the host already; its unit and its files move"
        return ways + [.init(strategy: "runtime", because: here)]
    }

    private func containerWays(_ service: Service, _ playbook: Playbook?) -> [Playbook.Way] {
        let stays = Playbook.Way(
            strategy: "stays-in-container",
            because: "nothing changes; the container engine stays a dependency")
        if service.networks.isEmpty, service.mounts.contains(where: { $0.role == "socket" }),
            playbook == nil
        {
            return [.init(strategy: stays.strategy, because: "it is given the engine's socket")]
        }
        if let ways = playbook?.ways, !ways.isEmpty {
            let hasStays = ways.contains { $0.strategy == stays.strategy }
            return hasStays ? ways : ways + [stays]
        }
        let same = Playbook.Way(
            strategy: "rootfs",
            because: "the very same programs and C library, unpacked from the image in use")
        guard service.build != nil else { return [same, stays] }
        return [
            same,
            .init(strategy: "runtime", because: "built from its own source on the target"), stays,
        ]
    }
}
