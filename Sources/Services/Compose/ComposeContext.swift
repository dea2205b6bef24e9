internal import Formats
internal import Knowledge
internal import Vocabulary

/// One project on its way to drafts: its group, where it was found, what is known.
struct ComposeContext {
    let group: String
    let source: ComposeSource
    let project: ComposeProject
    let documents: any Documents
    let playbooks: Playbooks

    var place: String { documents.place }

    /// The drafts of all services.
    func drafts() -> [ServiceDraft] {
        project.services.map(draft)
    }

    /// Id of a service of this project.
    func id(_ name: String) -> String {
        Identifiers.service(place: place, group: group, name: name)
    }

    /// `file:line` as evidence names it.
    func locator(_ origin: ComposeOrigin) -> String {
        documents.locator(origin.file, line: origin.line)
    }

    /// What a line of the project declares.
    func declared(_ rule: String, _ says: String, _ origin: ComposeOrigin) -> Evidence {
        Evidence(.declared, rule: "compose." + rule, says: says, at: locator(origin))
    }

    /// The files that define the project, as mentions.
    func definitionMentions() -> [Mention] {
        project.read.map { file in
            let isVariables = !file.name.text.hasSuffix("ml")
            let says = "read by compose project \(group)"
            return Mention(
                path: file, role: isVariables ? .environment : .definition,
                evidence: Evidence(
                    .declared, rule: "compose.project", says: says, at: documents.locator(file)))
        }
    }

    private func draft(_ compose: ComposeService) -> ServiceDraft {
        var draft = ServiceDraft(service(compose))
        let playbook = compose.image.flatMap { playbooks.playbook(forImage: $0.value) }
        ComposeStores(self, compose, playbook).fill(&draft)
        ComposeDependencies(self, compose).fill(&draft)
        draft.mentions += mentions(compose)
        draft.names.formUnion(draft.service.aliases)
        draft.names.formUnion(containerNames(compose))
        draft.networks = Set(draft.service.networks)
        draft.listens = Set(draft.service.ports.map(\.container))
        draft.listens.formUnion((playbook?.ports ?? []).map(\.number))
        draft.leaves = compose.leaves.map {
            ServiceDraft.Leaf(
                key: $0.path, value: $0.value, file: $0.file, line: $0.line,
                isShared: $0.isFromSharedEnvFile)
        }
        return draft
    }

    private func service(_ compose: ComposeService) -> Service {
        var service = Service(
            place: place, group: group, name: compose.name, kinds: ["compose"])
        service.image = compose.image?.value
        service.build = compose.build.flatMap { Self.localFolder($0.value) }
        service.environment = compose.environment.map(\.name)
        service.environmentFrom = environmentSources(compose)
        service.ports = ports(compose)
        service.entrypoint = Redaction.command((compose.entrypoint ?? []).map(\.value))
        service.command = Redaction.command((compose.command ?? []).map(\.value))
        service.workingFolder = compose.workingFolder?.value
        service.user = compose.user?.value
        service.networks = networks(compose)
        service.aliases = aliases(compose)
        service.restart = ComposeRestart.word(compose)
        service.restartIsLimited = ComposeRestart.isLimited(compose)
        service.health = health(compose)
        service.supervisors = ["docker"]
        service.isVariant = source.isVariant
        service.definedIn = compose.origin.file
        service.profiles = compose.profiles
        service.evidence = evidence(compose)
        return service
    }

    private func evidence(_ compose: ComposeService) -> [Evidence] {
        var says = "a service of compose project \(project.name)"
        if source.isVariant { says += ", in a file that nothing reaches" }
        return ([declared("service", says, compose.origin)] + source.reachedBy).sorted()
    }

    private static func localFolder(_ text: String) -> PathBytes? {
        text.hasPrefix("/") ? PathBytes(text) : nil
    }

    private func networks(_ compose: ComposeService) -> [String] {
        if compose.networkMode?.value == "host" { return ["host"] }
        let names = compose.networks.map { attachment in
            project.networks.first { $0.key == attachment.network }?.name ?? attachment.network
        }
        return Set(names).sorted()
    }

    /// What its first container is called where no name is set: Compose 1 joined with `_`, later
    /// ones join with `-`.
    private func containerNames(_ compose: ComposeService) -> [String] {
        guard compose.containerName == nil else { return [] }
        return ["_", "-"].map { [project.name, compose.name, "1"].joined(separator: $0) }
    }

    /// Container name, host name, network aliases, and what the links of others call it.
    private func aliases(_ compose: ComposeService) -> [String] {
        var names = Set(compose.networks.flatMap(\.aliases))
        names.formUnion([compose.containerName, compose.hostname].compactMap { $0?.value })
        for other in project.services {
            for link in other.links {
                let parts = link.value.split(separator: ":").map(String.init)
                if parts.count == 2, parts[0] == compose.name { names.insert(parts[1]) }
            }
        }
        names.remove(compose.name)
        return names.sorted()
    }

    private func health(_ compose: ComposeService) -> Service.Health? {
        guard let check = compose.health, !check.isDisabled else { return nil }
        var health = Service.Health(test: Redaction.command(check.test))
        health.intervalSeconds = check.interval
        health.timeoutSeconds = check.timeout
        health.retries = check.retries
        health.startPeriodSeconds = check.startPeriod
        return health
    }
}
