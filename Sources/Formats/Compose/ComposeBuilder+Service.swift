internal import Vocabulary

extension ComposeBuilder {
    /// A service out of its merged mapping.
    mutating func service(_ member: ComposeNode.Member, shared: Set<String>) -> ComposeService {
        let node = member.value
        var service = ComposeService(name: member.key, origin: member.origin)
        service.image = text(node["image"])
        service.build = text(node["build"]?["context"]) ?? ownFolder(node["build"])
        service.hasImage = ["image", "build", "provider"].contains { node[$0] != nil }
        service.containerName = text(node["container_name"])
        service.hostname = text(node["hostname"])
        service.entrypoint = words(node["entrypoint"])
        service.command = words(node["command"])
        service.ports = (node["ports"]?.elements ?? []).compactMap(port)
        service.expose = texts(node["expose"])
        service.mounts = (node["volumes"]?.elements ?? []).compactMap(mount)
        service.mounts += texts(node["tmpfs"]).map(Self.memory)
        service.dependsOn = orders(node["depends_on"])
        service.networkMode = text(node["network_mode"])
        service.networks = attachments(node)
        service.links = texts(node["links"])
        service.externalLinks = texts(node["external_links"])
        service.volumesFrom = texts(node["volumes_from"])
        service.extraHosts = texts(node["extra_hosts"])
        service.health = health(node["healthcheck"])
        service.restart = text(node["restart"])
        service.labels = labels(node["labels"])
        service.secrets = references(node["secrets"], below: "/run/secrets/")
        service.configs = references(node["configs"], below: "/")
        service.profiles = texts(node["profiles"]).map(\.value).sorted()
        service.user = text(node["user"])
        service.workingFolder = text(node["working_dir"])
        service.pullPolicy = text(node["pull_policy"])
        service.replicas = node["deploy"]?["replicas"]?.integer ?? node["scale"]?.integer
        service.deployRestart = deployRestart(node["deploy"]?["restart_policy"])
        fillEnvironment(&service, node, shared: shared)
        service.leaves = ComposeLeaves.all(of: service, node)
        return service
    }

    /// A build that names no context is built from the project's folder.
    private func ownFolder(_ node: ComposeNode?) -> ComposeService.Text? {
        guard let node, node.isMap, node["dockerfile_inline"] == nil else { return nil }
        return ComposeService.Text(value: scope.folder.text, origin: node.origin, uses: [])
    }

    func text(_ node: ComposeNode?) -> ComposeService.Text? {
        guard let node, let value = node.string else { return nil }
        return ComposeService.Text(value: value, origin: node.origin, uses: node.uses)
    }

    private func texts(_ node: ComposeNode?) -> [ComposeService.Text] {
        (node?.elements ?? []).compactMap(text)
    }

    /// Words of a command; nil where the image's own is kept, empty where there is none.
    private func words(_ node: ComposeNode?) -> [ComposeService.Text]? {
        guard let node, node.isList else { return nil }
        return texts(node)
    }

    private func port(_ node: ComposeNode) -> ComposePort? {
        guard let target = node["target"]?.integer else { return nil }
        let published = node["published"]?.string
        return ComposePort(
            container: target, published: published == "" ? nil : published,
            address: node["host_ip"]?.string, protocolName: node["protocol"]?.string ?? "tcp",
            origin: node.origin)
    }

    private func mount(_ node: ComposeNode) -> ComposeMount? {
        guard let target = node["target"]?.string else { return nil }
        let source = node["source"]?.string
        return ComposeMount(
            type: node["type"]?.string ?? "volume", source: source == "" ? nil : source,
            target: target, isReadOnly: node["read_only"]?.flag ?? false, uses: node.uses,
            missing: node.missing, origin: node.origin)
    }

    /// A line of `tmpfs`: a path, and options after a colon.
    private static func memory(_ line: ComposeService.Text) -> ComposeMount {
        let target = line.value.split(separator: ":").first.map(String.init) ?? line.value
        return ComposeMount(
            type: "tmpfs", source: nil, target: target, isReadOnly: false, uses: line.uses,
            missing: [], origin: line.origin)
    }

    private func orders(_ node: ComposeNode?) -> [ComposeOrder] {
        let found = (node?.members ?? []).map { member in
            ComposeOrder(
                service: member.key,
                condition: member.value["condition"]?.string ?? "service_started",
                isRequired: member.value["required"]?.flag ?? true,
                restarts: member.value["restart"]?.flag ?? false, origin: member.origin)
        }
        return found.sorted { $0.service < $1.service }
    }

    /// The networks named, or `default` where a service names none and has no mode of its own.
    private func attachments(_ node: ComposeNode) -> [ComposeAttachment] {
        let named = node["networks"]?.members ?? []
        if named.isEmpty {
            guard node["network_mode"]?.string == nil else { return [] }
            return [ComposeAttachment(network: "default", aliases: [], origin: node.origin)]
        }
        let found = named.map { member in
            ComposeAttachment(
                network: member.key,
                aliases: (member.value["aliases"]?.elements ?? []).compactMap(\.string),
                origin: member.origin)
        }
        return found.sorted { $0.network < $1.network }
    }

    private func labels(_ node: ComposeNode?) -> [ComposeVariable] {
        let found = (node?.members ?? []).map { member in
            ComposeVariable(
                name: member.key, value: member.value.string ?? "", origin: member.value.origin,
                envFile: nil, isShared: false, uses: member.value.uses)
        }
        return found.sorted { $0.name < $1.name }
    }

    private func references(_ node: ComposeNode?, below folder: String) -> [ComposeReference] {
        (node?.elements ?? []).compactMap { element in
            guard let source = element["source"]?.string else { return nil }
            let target = element["target"]?.string ?? source
            return ComposeReference(
                source: source, target: target.hasPrefix("/") ? target : folder + target,
                origin: element.origin)
        }
    }

    private func deployRestart(_ node: ComposeNode?) -> (condition: String, attempts: Int?)? {
        guard let node, node.isMap else { return nil }
        return (node["condition"]?.string ?? "any", node["max_attempts"]?.integer)
    }
}
