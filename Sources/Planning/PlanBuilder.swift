internal import Knowledge
internal import Vocabulary

/// Everything the stages are built from, and what they add to the plan.
struct PlanBuilder {
    /// Where exports lie on both ends.
    static let exports = Plan.exports
    /// Where a woken server has its socket: its own user must be able to reach it.
    static let alone = "/run/bedplate-alone"
    /// Where the plan's own folder lies on the target.
    static let folder = "/var/lib/bedplate/plan"

    let inventory: Inventory
    let target: Target
    let answers: PlanAnswers
    let playbooks: Playbooks
    /// Services that move, sorted by id.
    let services: [Service]
    /// Scanned roots that move.
    let roots: [MovingRoot]
    let strategies: [String: Strategy]
    let order: ServiceOrder
    let listeners: Listeners
    let names: TargetNames
    let carriages: [Carriage]
    /// Whether the target is the source's own host.
    let isInPlace: Bool
    /// What is kept of places that are gone; nil where the source is there.
    let recovery: ExportsAtHand?

    var stages: [Stage: [Step]] = [:]
    var files: [String: PlanFile] = [:]
    /// What a piece of a service is, by the name of its folder.
    var exportedPieces: [String: String] = [:]
    var questions: [Plan.Question] = []
    var rewrites: [Plan.RewriteEntry] = []
    var lost: [Consequence] = []
    var survives: [Consequence] = []

    init(
        _ inventory: Inventory, _ target: Target, _ answers: PlanAnswers, _ playbooks: Playbooks,
        recovery: ExportsAtHand? = nil
    ) {
        self.recovery = recovery
        let cover = recovery.map { RecoveryCover(exports: $0) }
        self.inventory = inventory
        self.target = target
        self.answers = answers
        self.playbooks = playbooks
        let own = HostOwn(playbooks: playbooks)
        let candidates = inventory.services.filter { !$0.isExternal && !own.holds($0) }
        let elsewhere = candidates.filter { $0.place != target.place }
        let moving = (elsewhere.isEmpty ? candidates : elsewhere).sorted { $0.id < $1.id }
        services = moving
        isInPlace =
            recovery == nil && elsewhere.isEmpty
            && inventory.places.contains { $0.id == target.place }
        let choice = StrategyChoice(
            playbooks: playbooks, answers: answers, isInPlace: isInPlace,
            supervised: Self.supervised(moving, inventory.dependencies),
            places: inventory.places)
        let strategies = choice.strategies(for: moving).mapValues { strategy in
            cover?.covered(strategy) ?? strategy
        }
        self.strategies = strategies
        let engines = strategies.compactMapValues { strategy in
            strategy.playbook.flatMap { playbooks[id: $0] }?.engine
        }
        order = ServiceOrder(moving, inventory.dependencies, playbooks: engines)
        let kept = moving.filter { strategies[$0.id]?.strategy != "drop" }
        listeners = Listeners(
            kept,
            fallback: { service in
                let playbook = strategies[service.id]?.playbook.flatMap { playbooks[id: $0] }
                guard playbook?.engine != nil, playbook?.engine != "sqlite" else { return [] }
                return playbook?.ports.map {
                    Service.Port(host: nil, container: $0.number, protocolName: $0.protocolName)
                } ?? []
            },
            fixed: Set(
                kept.map(\.id).filter { id in
                    ["rootfs", "runtime", "vendor-binary"].contains(strategies[id]?.strategy ?? "")
                }), taken: target.takenPorts)
        names = TargetNames(moving, keepOwn: isInPlace, taken: target.takenNames)
        let roots = MovingRoot.all(
            in: inventory, target: target,
            isInPlace: isInPlace || (recovery != nil && elsewhere.isEmpty)
        ).map { cover?.covered($0) ?? $0 }
        self.roots = roots
        carriages = CarriageChoice(
            inventory: inventory, services: moving, strategies: strategies, playbooks: playbooks,
            names: names, roots: roots, left: own.stores(of: inventory.services)
        ).all().map { cover?.covered($0) ?? $0 }
    }

    /// Services that move and are not dropped.
    var kept: [Service] { services.filter { strategy($0) != "drop" } }

    func strategy(_ service: Service) -> String { strategies[service.id]?.strategy ?? "rootfs" }

    func playbook(_ service: Service) -> Playbook? {
        strategies[service.id]?.playbook.flatMap { playbooks[id: $0] }
    }

    /// The user whose own service manager runs a unit; nil for the host's.
    func manager(_ service: Service) -> String? {
        isHostUnit(service) && service.supervisors.contains("systemd-user")
            ? hostUser(service) : nil
    }

    func unit(_ service: Service) -> String { names.units[service.id] ?? service.name }

    /// Names of the containers that services keep running, by the id of who does.
    static func supervised(
        _ services: [Service], _ dependencies: [Dependency]
    ) -> [String: String] {
        let containers = Set(services.filter(\.isContainer).map(\.id))
        let edges = dependencies.filter { $0.kind == .supervises && containers.contains($0.to) }
        return Dictionary(
            edges.map { ($0.from, Identifiers.name(of: $0.to)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The unit that runs a service on the target, with its suffix.
    func targetUnit(_ service: Service) -> String {
        if ["package", "upstream-apt"].contains(strategy(service)),
            let package = playbook(service)?.package
        {
            return package.unit + ".service"
        }
        let suffix = service.isSchedule ? ".timer" : ".service"
        guard isHostUnit(service) else { return unit(service) + suffix }
        return service.name.contains(".") ? service.name : service.name + suffix
    }

    func service(_ id: String) -> Service? { services.first { $0.id == id } }

    /// The places things move from; none where they are gone.
    var sources: [String] {
        guard recovery == nil else { return [] }
        return Set(services.map(\.place) + roots.map(\.place)).sorted()
    }

    mutating func add(_ step: Step, to stage: Stage) {
        var step = step
        step.needs = Array(Set(step.needs)).sorted()
        step.evidence = Array(Set(step.evidence)).sorted()
        if step.doneWhen == nil, step.action.isLasting, var done = step.verify.first,
            done.probe != step.action
        {
            done.id = "done"
            step.doneWhen = done
        }
        stages[stage, default: []].append(step)
    }

    /// Ids of the steps of a stage so far.
    func ids(_ stage: Stage) -> [String] { stages[stage]?.map(\.id) ?? [] }

    mutating func ask(_ subject: String, _ question: String, because: String) {
        let entry = Plan.Question(subject: subject, question: question, because: because)
        if !questions.contains(entry) { questions.append(entry) }
    }

    /// Keeps a script as a file of the plan and gives its path. In braces it is read to its end
    /// before it begins, so that no program in it takes the rest for its own standard input.
    mutating func script(_ id: String, _ body: String) -> String {
        let path = "files/scripts/\(id.split(separator: "/").joined(separator: "-")).sh"
        let text = "# \(id)\nset -euo pipefail\numask 077\n{\n\(body)\n} < /dev/null\n"
        files[path] = PlanFile(path: path, bytes: Array(text.utf8))
        return path
    }

    /// An action that streams a script to the shell.
    mutating func run(_ id: String, _ body: String) -> Action {
        .run(argv: ["bash", "-s"], stdin: script(id, body))
    }

    mutating func file(_ path: String, _ text: String, mode: UInt16 = 0o644) {
        files[path] = PlanFile(path: path, bytes: Array(text.utf8), mode: mode)
    }

    /// The finished value, sorted where the contract sorts.
    func plan() -> Plan {
        var plan = Plan(snapshot: inventory.snapshot.id, target: target)
        plan.policyEntries = answers.entries.sorted()
        plan.strategies = strategies.values.sorted { $0.service < $1.service }
        plan.unproven = unprovenPlaybooks
        plan.objectives = answers.objectives.sorted { $0.key < $1.key }.map {
            Plan.Objective(subject: $0.key, rtoSeconds: $0.value.rto, rpoSeconds: $0.value.rpo)
        }
        plan.rewrites = rewrites.sorted {
            ($0.subject, $0.rewrite.from) < ($1.subject, $1.rewrite.from)
        }
        plan.survives = unique(survives)
        plan.lost = unique(lost)
        plan.files = files.values.sorted { $0.path < $1.path }
        plan.questions = questions.sorted()
        plan.contacts = answers.contacts
        plan.stages = Stage.allCases.map { stage in
            Plan.StageSteps(
                stage: stage, isCommitPoint: [.freeze, .cutover, .retire].contains(stage),
                steps: stages[stage] ?? [])
        }
        return plan
    }
}

extension PlanBuilder {
    func unique(_ consequences: [Consequence]) -> [Consequence] {
        consequences.sorted().reduce(into: []) { kept, next in
            if kept.last != next { kept.append(next) }
        }
    }
}
