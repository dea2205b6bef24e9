internal import Formats
internal import Vocabulary

/// What a compose service declares to need.
struct ComposeDependencies {
    private let context: ComposeContext
    private let compose: ComposeService

    init(_ context: ComposeContext, _ compose: ComposeService) {
        self.context = context
        self.compose = compose
    }

    /// Adds the declared dependencies on services and on the files of secrets and configs.
    func fill(_ draft: inout ServiceDraft) {
        var found = orders() + links() + shared()
        let mode = compose.networkMode.flatMap { namespace($0) }
        found += mode?.dependencies ?? []
        draft.sharesNamespaceWith = mode?.id
        for leaf in compose.leaves where leaf.path == "pid" || leaf.path == "ipc" {
            guard let other = named(leaf.value) else { continue }
            let origin = ComposeOrigin(file: leaf.file, line: leaf.line, column: 1)
            found.append(
                needs(
                    other, .startOrder, "started",
                    context.declared(leaf.path, "shares its \(leaf.path) namespace", origin)))
        }
        draft.dependencies += found
    }

    private func orders() -> [Dependency] {
        compose.dependsOn.compactMap { order in
            guard context.project.service(order.service) != nil else { return nil }
            let condition =
                switch order.condition {
                case "service_healthy": "healthy"
                case "service_completed_successfully": "completed"
                default: "started"
                }
            var dependency = needs(
                order.service, .startOrder, condition,
                context.declared("depends_on", "waits until it is \(condition)", order.origin))
            dependency.strength = order.isRequired ? .hard : .soft
            return dependency
        }
    }

    private func links() -> [Dependency] {
        compose.links.flatMap { link -> [Dependency] in
            let name = link.value.split(separator: ":").first.map(String.init) ?? link.value
            guard context.project.service(name) != nil else { return [] }
            let evidence = context.declared("links", "is linked to it", link.origin)
            return [
                needs(name, .startOrder, "started", evidence), needs(name, .network, nil, evidence),
            ]
        }
    }

    private func shared() -> [Dependency] {
        compose.volumesFrom.compactMap { line in
            let parts = line.value.split(separator: ":").map(String.init)
            let isContainer = parts.first == "container" && parts.count > 1
            let name = isContainer ? container(parts[1]) : parts.first
            guard let name, context.project.service(name) != nil else { return nil }
            let evidence = context.declared("volumes_from", "takes its volumes", line.origin)
            return needs(name, .startOrder, "started", evidence)
        }
    }

    private func namespace(
        _ mode: ComposeService.Text
    ) -> (id: String, dependencies: [Dependency])? {
        guard let name = named(mode.value) else { return nil }
        let evidence = context.declared("network_mode", "lives in its network", mode.origin)
        return (
            context.id(name),
            [needs(name, .startOrder, "started", evidence), needs(name, .network, nil, evidence)]
        )
    }

    /// The service that `service:NAME` or `container:NAME` means.
    private func named(_ mode: String) -> String? {
        if mode.hasPrefix("service:") {
            let name = String(mode.dropFirst(8))
            return context.project.service(name) == nil ? nil : name
        }
        return mode.hasPrefix("container:") ? container(String(mode.dropFirst(10))) : nil
    }

    private func container(_ name: String) -> String? {
        context.project.services.first { $0.containerName?.value == name }?.name
    }

    private func needs(
        _ name: String, _ kind: Dependency.Kind, _ condition: String?, _ evidence: Evidence
    ) -> Dependency {
        Dependency(
            from: context.id(compose.name), to: context.id(name), kind: kind, condition: condition,
            evidence: [evidence])
    }
}
