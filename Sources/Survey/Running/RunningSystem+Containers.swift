import Formats
import Services
import Vocabulary

extension RunningSystem {
    /// Makes containers and the services that declare them one.
    mutating func joinContainers() {
        for engine in view.engines {
            for container in engine.containers where !container.isOneOff && !container.isInfra {
                let id = declared(container) ?? added(container)
                ofContainer[container.id] = id
                describe(id, container, engine)
                ContainerStores(container, engine, service: id, playbooks: playbooks)
                    .add(to: &self)
            }
            joinPods(engine)
            addLooseVolumes(engine)
        }
    }

    /// Gives the ports that a pod publishes to the container in it, where there is one alone; of
    /// several, who listens tells.
    private mutating func joinPods(_ engine: RunningView.EngineView) {
        for infra in engine.containers where infra.isInfra {
            let members = engine.containers.filter {
                !$0.isInfra && ($0.networkOf == infra.id || $0.networkOf == infra.name)
            }
            guard members.count == 1, let id = ofContainer[members[0].id] else { continue }
            addPorts(infra.ports.map(Self.port), to: id)
        }
    }

    // MARK: which service

    /// The declared service that a container is of: the one compose made it from, the one whose
    /// container name it bears, or the only one of its project's name and service.
    private func declared(_ container: EngineContainer) -> String? {
        let all = services.values.filter { $0.place == place && !$0.isExternal }
        guard let name = container.composeService, let project = container.composeProject else {
            let named = all.filter { service in
                service.kinds.contains("container")
                    && (service.name == container.name || service.aliases.contains(container.name)
                        || runs(service, container))
            }
            return named.count == 1 ? named[0].id : nil
        }
        let candidates = all.filter { $0.kinds.contains("compose") && $0.name == name }
        let files = Set(Self.files(container))
        let exact = candidates.filter { service in
            service.definedIn.map { files.contains($0) } ?? false
        }
        if exact.count == 1 { return exact[0].id }
        let group = exact.isEmpty ? candidates : exact
        let named = group.filter { Identifiers.group(of: $0.id) == project }
        return named.count == 1 ? named[0].id : exact.sorted { $0.id < $1.id }.first?.id
    }

    /// Whether a unit that runs a container itself names this one on its command line.
    private func runs(_ service: Service, _ container: EngineContainer) -> Bool {
        service.command.contains { $0 == container.name || $0 == "--name=" + container.name }
    }

    /// The compose files of a container, absolute.
    static func files(_ container: EngineContainer) -> [PathBytes] {
        let folder = PathBytes(container.composeFolder ?? "")
        return container.composeFiles.map { file in
            (file.hasPrefix("/") ? PathBytes(file) : folder.appending(file)).normalised
        }
    }

    /// A service of its own for a container that no file declares.
    private mutating func added(_ container: EngineContainer) -> String {
        let project = container.composeProject
        var group = project ?? "process"
        let name = container.composeService ?? container.name
        // A project of that name that lies elsewhere is another one (contract, *Ids*).
        if let folder = container.composeFolder, isTaken(group, name) {
            let mark = SHA256.digest(PathBytes(folder).bytes).hexadecimal.prefix(8)
            group += "~\(mark)"
        }
        let service = Service(place: place, group: group, name: name, kinds: ["container"])
        if services[service.id] == nil { services[service.id] = service }
        return service.id
    }

    private func isTaken(_ group: String, _ name: String) -> Bool {
        let id = Identifiers.service(place: place, group: group, name: name)
        return services[id].map { $0.kinds.contains("compose") } ?? false
    }

    // MARK: what it tells

    private mutating func describe(
        _ id: String, _ container: EngineContainer, _ engine: RunningView.EngineView
    ) {
        guard var service = services[id] else { return }
        service.kinds = Set(service.kinds + ["container"]).sorted()
        let isFirst = !service.evidence.contains { $0.rule == "engine.container" }
        service.supervisors = Self.supervisors(service, engine: engine.name)
        service.image = service.image ?? container.image
        if isFirst {
            service.imageDigest =
                engine.images[container.imageID]?.digest(named: container.image)
                ?? container.imageID
        }
        let own = Set(engine.images[container.imageID]?.environment ?? [])
        let set = container.environment.filter { !own.contains($0) && !OwnVariables.isOne($0) }
        // What a compose file only hands through has its value from whoever started it.
        let isCompose = service.kinds.contains("compose")
        let written =
            service.environmentFrom.flatMap(\.names) + (isCompose ? [] : service.environment)
        let nowhere = set.filter { container.filled.contains($0) && !written.contains($0) }
        service.environment = Set(service.environment + set).sorted()
        fill(&service, container)
        services[id] = service
        let state = container.isRunning ? "runs" : "is there, \(container.status)"
        observe(
            id, rule: "engine.container", says: "container \(container.name) \(state)",
            at: engine.name)
        if !container.isRunning, ["always", "unless-stopped"].contains(container.restart) {
            observe(
                id, rule: "engine.stopped",
                says: "container \(container.name) is kept with restart \(container.restart), and"
                    + " does not run", at: engine.name)
        }
        if container.healthStatus == "unhealthy" {
            observe(id, rule: "engine.unhealthy", says: "its health check fails", at: engine.name)
        }
        for name in nowhere {
            observe(
                id, rule: "environment.nowhere",
                says: "\(Redaction.name(name)) is set in container \(container.name) and in no file"
                    + " that was read", at: engine.name)
        }
        addPorts(container.ports.map(Self.port), to: id)
    }

    /// A file cannot tell which engine runs what it declares.
    private static func supervisors(_ service: Service, engine: String) -> [String] {
        let others = service.supervisors.filter { $0 != "docker" && $0 != "podman" }
        return Set(others + [engine]).sorted()
    }

    private func fill(_ service: inout Service, _ container: EngineContainer) {
        service.user = service.user ?? container.user
        service.workingFolder = service.workingFolder ?? container.workingFolder
        if service.restart == nil, container.restart != "no" {
            service.restart = container.restart
            service.restartIsLimited = container.restart.hasPrefix("on-failure:")
        }
        if service.entrypoint.isEmpty {
            service.entrypoint = Redaction.command(container.entrypoint)
        }
        if service.command.isEmpty, !service.kinds.contains("unit") {
            service.command = Redaction.command(container.command)
        }
        let isOnHost = container.networkMode == "host"
        let networks = isOnHost ? ["host"] : container.networks.map(\.name)
        if !networks.isEmpty { service.networks = Set(networks).sorted() }
        let names = container.networks.flatMap(\.aliases) + [container.name]
        service.aliases = Set(service.aliases + names.filter { $0 != service.name }).sorted()
        if service.health == nil, let check = container.health {
            var health = Service.Health(test: Redaction.command(check.test))
            health.intervalSeconds = check.intervalSeconds
            health.timeoutSeconds = check.timeoutSeconds
            health.retries = check.retries
            health.startPeriodSeconds = check.startPeriodSeconds
            service.health = health
        }
    }

    static func port(_ port: EngineContainer.Port) -> Service.Port {
        Service.Port(
            host: port.host, container: port.container, protocolName: port.protocolName,
            address: port.address)
    }

    // MARK: volumes

    /// Volumes that no container mounts: what is in them belongs to nobody that can be named.
    private mutating func addLooseVolumes(_ engine: RunningView.EngineView) {
        let mounted = Set(engine.containers.flatMap { $0.mounts.compactMap(\.name) })
        for volume in engine.volumes where !mounted.contains(volume.name) {
            let isEmpty = engine.empty.contains(volume.name)
            var store = Store(
                place: place, kind: volume.isAnonymous ? .anonymous : .volume, name: volume.name,
                itemClass: isEmpty ? .convenience : .unknown)
            store.path = volume.path.isEmpty ? nil : PathBytes(volume.path)
            store.evidence = [
                Evidence(
                    .observed, rule: "engine.volume",
                    says: isEmpty
                        ? "no container mounts it, and it is empty" : "no container mounts it",
                    at: engine.name)
            ]
            observe(store)
        }
    }
}
