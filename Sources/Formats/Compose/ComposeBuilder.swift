internal import Vocabulary

/// Turns the merged model into the typed project.
struct ComposeBuilder {
    let scope: ComposeScope
    var loader: ComposeLoader

    /// Fills a project from its merged model.
    mutating func fill(_ project: inout ComposeProject, from model: ComposeNode) {
        project.volumes = resources(model["volumes"], in: project)
        project.networks = networks(model["networks"], in: project)
        project.secrets = resources(model["secrets"], in: project)
        project.configs = resources(model["configs"], in: project)
        let members = model["services"]?.members ?? []
        let shared = sharedEnvFiles(members)
        for member in members {
            project.services.append(service(member, shared: shared))
        }
        check(project)
        project.read = Array(Set(loader.files)).sorted()
        project.problems = loader.problems
    }

    /// Files of variables that more than one service is given.
    private func sharedEnvFiles(_ services: [ComposeNode.Member]) -> Set<String> {
        var users: [String: Int] = [:]
        for member in services {
            let paths = (member.value["env_file"]?.elements ?? []).compactMap { $0["path"]?.string }
            for path in Set(paths) { users[path, default: 0] += 1 }
        }
        return Set(users.filter { $0.value > 1 }.keys)
    }

    private func networks(
        _ node: ComposeNode?, in project: ComposeProject
    ) -> [ComposeResource] {
        let found = resources(node, in: project)
        guard !found.contains(where: { $0.key == "default" }) else { return found }
        let file = project.files.first ?? project.folder
        let made = ComposeResource(
            key: "default", name: project.name + "_default", isExternal: false, driver: nil,
            path: nil, variable: nil, isInline: false,
            origin: ComposeOrigin(file: file, line: 1, column: 1))
        return [made] + found
    }

    private func resources(
        _ node: ComposeNode?, in project: ComposeProject
    ) -> [ComposeResource] {
        (node?.members ?? []).map { member in
            let value = member.value
            let external = value["external"]
            let isExternal = external?.flag ?? external?.isMap ?? false
            let named = value["name"]?.string ?? external?["name"]?.string
            let own = isExternal ? member.key : project.name + "_" + member.key
            return ComposeResource(
                key: member.key, name: named ?? own, isExternal: isExternal,
                driver: value["driver"]?.string, path: path(behind: value),
                variable: value["environment"]?.string, isInline: value["content"] != nil,
                origin: member.origin)
        }
    }

    /// The host's path behind a resource: its file, or the device of a local volume that binds.
    private func path(behind node: ComposeNode) -> PathBytes? {
        if let file = node["file"]?.string { return scope.absolute(file) }
        let options = node["driver_opts"]
        guard let device = options?["device"]?.string, device.hasPrefix("/"),
            options?["o"]?.string?.split(separator: ",").contains("bind") ?? false
        else { return nil }
        return PathBytes(device).normalised
    }

    /// Tells what names something that is not there.
    mutating func check(_ project: ComposeProject) {
        let services = Set(project.services.map(\.name))
        let volumes = Set(project.volumes.map(\.key))
        let networks = Set(project.networks.map(\.key))
        for service in project.services {
            for order in service.dependsOn where !services.contains(order.service) {
                guard order.isRequired else { continue }
                loader.tell("depends_on: no service \(order.service)", at: order.origin)
            }
            for mount in service.mounts where mount.type == "volume" {
                guard let source = mount.source, !volumes.contains(source) else { continue }
                loader.tell("volumes: no volume of that name is declared", at: mount.origin)
            }
            for attachment in service.networks where !networks.contains(attachment.network) {
                loader.tell("networks: no network of that name is declared", at: attachment.origin)
            }
            if service.networkMode != nil, !service.networks.isEmpty {
                loader.tell("network_mode and networks exclude each other", at: service.origin)
            }
            if !service.hasImage {
                loader.tell("service \(service.name): neither image nor build", at: service.origin)
            }
        }
    }
}
