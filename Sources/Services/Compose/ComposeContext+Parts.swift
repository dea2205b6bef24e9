internal import Formats
internal import Vocabulary

extension ComposeContext {
    /// Which file sets which variable: files of variables, and the compose files themselves.
    func environmentSources(_ compose: ComposeService) -> [Service.EnvironmentSource] {
        var names: [PathBytes: Set<String>] = [:]
        for file in compose.envFiles { names[file.path, default: []].formUnion(file.names) }
        var written: [PathBytes: Set<String>] = [:]
        for variable in compose.environment where variable.envFile == nil && variable.isSet {
            written[variable.origin.file, default: []].insert(variable.name)
        }
        let files = names.map { sourced($0.key, "dotenv", $0.value) }
        let own = written.map { sourced($0.key, "compose", $0.value) }
        return (files + own).sorted { ($0.file, $0.form) < ($1.file, $1.form) }
    }

    private func sourced(
        _ file: PathBytes, _ form: String, _ names: Set<String>
    ) -> Service.EnvironmentSource {
        Service.EnvironmentSource(file: file, form: form, names: names.sorted())
    }

    /// Published ports with the first of their range, then those for other services only.
    func ports(_ compose: ComposeService) -> [Service.Port] {
        var ports = compose.ports.map { port in
            let first = port.published?.split(separator: "-").first
            return Service.Port(
                host: first.flatMap { Int($0) }, container: port.container,
                protocolName: port.protocolName, address: port.address)
        }
        for line in compose.expose {
            guard let exposed = ComposeExposed(line.value) else { continue }
            for number in exposed.numbers where !ports.contains(where: { $0.container == number }) {
                ports.append(
                    Service.Port(
                        host: nil, container: number, protocolName: exposed.protocolName))
            }
        }
        return Set(ports).sorted {
            ($0.container, $0.protocolName, $0.host ?? 0, $0.address ?? "")
                < ($1.container, $1.protocolName, $1.host ?? 0, $1.address ?? "")
        }
    }

    /// Paths that the definition of a service names, other than its mounts.
    func mentions(_ compose: ComposeService) -> [Mention] {
        var mentions: [Mention] = []
        func add(
            _ path: PathBytes, _ role: Mention.Role, _ rule: String, _ says: String,
            _ origin: ComposeOrigin
        ) {
            mentions.append(
                Mention(
                    path: path, role: role, service: id(compose.name),
                    evidence: declared(rule, says, origin)))
        }
        for file in compose.envFiles {
            add(file.path, .environment, "env_file", "sets variables of it", file.origin)
        }
        if let build = compose.build, build.value.hasPrefix("/") {
            add(
                PathBytes(build.value), .source, "build", "its image is built from it", build.origin
            )
        }
        for (uses, resources, role) in [
            (compose.secrets, project.secrets, Mention.Role.secret),
            (compose.configs, project.configs, Mention.Role.config),
        ] {
            for use in uses {
                guard let path = resources.first(where: { $0.key == use.source })?.path else {
                    continue
                }
                let rule = role == .secret ? "secret" : "config"
                add(path, role, rule, "given to it at \(use.target)", use.origin)
            }
        }
        return mentions
    }
}

/// A line of `expose`: `PORT[-PORT][/PROTOCOL]`.
struct ComposeExposed {
    let numbers: [Int]
    let protocolName: String

    init?(_ text: String) {
        let halves = text.split(separator: "/").map(String.init)
        guard let first = halves.first, halves.count <= 2 else { return nil }
        let ends = first.split(separator: "-").map { Int($0) }
        guard let low = ends.first ?? nil, let high = ends.last ?? nil,
            (1...65535).contains(low), (low...65535).contains(high), high - low < 1000
        else { return nil }
        numbers = Array(low...high)
        protocolName = halves.count == 2 ? halves[1] : "tcp"
    }
}

extension ComposeVariable {
    /// Whether the files give it a value: one that is handed through, or made of variables that are
    /// set nowhere, has it from whoever started the project.
    fileprivate var isSet: Bool { value != nil && !lacksParts }
}

/// How a service is restarted.
enum ComposeRestart {
    /// The policy in Docker's own word; nil where there is none.
    static func word(_ compose: ComposeService) -> String? {
        if let restart = compose.restart { return restart.value }
        switch compose.deployRestart?.condition {
        case "none": return "no"
        case "on-failure": return "on-failure"
        case "any": return "always"
        default: return nil
        }
    }

    /// Whether a number of attempts ends it; nil where nothing restarts it.
    ///
    /// Docker waits longer each time, up to a minute, but never gives up by itself
    /// (docs.docker.com, *Start containers automatically*).
    static func isLimited(_ compose: ComposeService) -> Bool? {
        guard let word = word(compose), word != "no" else { return nil }
        return word.hasPrefix("on-failure:")
            || compose.restart == nil && compose.deployRestart?.attempts != nil
    }
}
