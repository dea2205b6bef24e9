import Formats
import Knowledge
import Vocabulary

/// A container that a command line starts itself: `docker run …`, `podman run …` (docker-run(1)).
struct EngineRun: Equatable {
    /// `--name`, else nil.
    var name: String?
    /// The image.
    var image = ""
    /// Words after the image.
    var command: [String] = []
    /// `host:container` of `-p`, as written.
    var ports: [String] = []
    /// `-v` and `--mount`, as `source:target[:ro]`.
    var mounts: [String] = []
    /// `-e`, as `NAME=value`.
    var variables: [String] = []
    /// `--env-file`.
    var files: [String] = []
    /// `--network`, with `--network-alias` as names.
    var networks: [String] = []
    /// Names it answers to.
    var aliases: [String] = []
    /// `--restart`.
    var restart: String?

    private static let switches: Set<String> = [
        "-d", "--detach", "--rm", "-i", "-t", "-it", "-ti", "--init", "--privileged", "-P",
        "--publish-all", "--read-only", "--no-healthcheck", "--replace", "-dit", "-itd", "-td",
        "--interactive", "--tty", "-q", "--quiet", "--sig-proxy", "-dti",
    ]

    /// Reads the words of a line from `run` or `create` on; nil for a line that starts no image.
    init?(_ words: [String]) {
        guard let engine = words.firstIndex(where: { Self.isEngine($0) }),
            let verb = words[engine...].firstIndex(where: { $0 == "run" || $0 == "create" }),
            words[(engine + 1)..<verb].allSatisfy({ $0.first == "-" || $0 == "container" })
        else { return nil }
        var rest = words[(verb + 1)...]
        while let word = rest.popFirst() {
            guard word.first == "-" else {
                image = word
                break
            }
            if Self.switches.contains(word) { continue }
            let halves = word.split(separator: "=", maxSplits: 1).map(String.init)
            let isShort = !word.hasPrefix("--")
            if halves.count == 2, !isShort {
                take(halves[0], halves[1])
            } else if isShort, word.count > 2, "pvewuhlm".contains(word.dropFirst().prefix(1)) {
                take(String(word.prefix(2)), String(word.dropFirst(2)))
            } else if let value = rest.popFirst() {
                take(word, value)
            }
        }
        guard !image.isEmpty else { return nil }
        command = rest.prefix { !["&&", "||", ";", "|"].contains($0) }
    }

    private static func isEngine(_ word: String) -> Bool {
        ["docker", "podman", "nerdctl"].contains(
            word.split(separator: "/").last.map(String.init) ?? word)
    }

    private mutating func take(_ flag: String, _ value: String) {
        switch flag {
        case "--name": name = value
        case "-p", "--publish": ports.append(value)
        case "-v", "--volume": mounts.append(value)
        case "--mount": mounts += Self.mount(value).map { [$0] } ?? []
        case "-e", "--env": variables.append(value)
        case "--env-file": files.append(value)
        case "--network", "--net": networks.append(value)
        case "--network-alias", "--net-alias", "-h", "--hostname": aliases.append(value)
        case "--restart": restart = value
        default: break
        }
    }

    private static func mount(_ value: String) -> String? {
        var parts: [String: String] = [:]
        for part in value.split(separator: ",") {
            let halves = part.split(separator: "=", maxSplits: 1).map(String.init)
            parts[halves[0]] = halves.count == 2 ? halves[1] : ""
        }
        guard let target = parts["target"] ?? parts["dst"] ?? parts["destination"],
            let source = parts["source"] ?? parts["src"]
        else { return nil }
        return source + ":" + target + (parts["readonly"] == nil ? "" : ":ro")
    }
}

extension ServiceDraft {
    /// Takes over what a container that the service runs tells: its image, names, ports, mounts.
    mutating func adopt(
        _ run: EngineRun, file: PathBytes, line: Int, documents: any Documents,
        playbooks: Playbooks
    ) {
        guard service.image == nil else { return }
        service.image = run.image.contains("$") ? nil : run.image
        service.kinds = Set(service.kinds + ["container"]).sorted()
        service.supervisors = Set(service.supervisors + ["docker"]).sorted()
        names.formUnion(run.aliases + [run.name].compactMap { $0 })
        let isOnHost = run.networks.contains("host")
        service.networks = isOnHost ? ["host"] : run.networks.isEmpty ? ["bridge"] : run.networks
        // The default bridge resolves no names: nobody is heard there.
        networks = run.networks.isEmpty ? ["bridge:" + service.id] : Set(service.networks)
        listens = Set(
            (playbooks.playbook(forImage: run.image)?.ports ?? []).map(\.number))
        service.ports = run.ports.compactMap(Self.port)
        listens.formUnion(service.ports.map(\.container))
        for variable in run.variables {
            let halves = variable.split(separator: "=", maxSplits: 1).map(String.init)
            service.environment.append(halves[0])
            guard halves.count == 2 else { continue }
            leaves.append(
                .init(key: "environment." + halves[0], value: halves[1], file: file, line: line))
        }
        service.environment = Set(service.environment).sorted()
        for mount in run.mounts { add(mount: mount, file: file, line: line, documents) }
    }

    /// `[address:]host:container[/protocol]`.
    private static func port(_ text: String) -> Service.Port? {
        let halves = text.split(separator: "/")
        let parts = halves[0].split(separator: ":").map(String.init)
        guard let last = parts.last, let container = Int(last) else { return nil }
        let host = parts.count > 1 ? Int(parts[parts.count - 2]) : nil
        return Service.Port(
            host: host, container: container,
            protocolName: halves.count > 1 ? String(halves[1]) : "tcp",
            address: parts.count > 2 ? parts[0] : nil)
    }

    private mutating func add(
        mount: String, file: PathBytes, line: Int, _ documents: any Documents
    ) {
        let parts = mount.split(separator: ":").map(String.init)
        guard parts.count >= 2, !mount.contains("$") else { return }
        let isPath = parts[0].hasPrefix("/") || parts[0].hasPrefix(".")
        let isReadOnly = parts.count > 2 && parts[2].contains("ro")
        let isSpare =
            ComposeMountWords.isCache(parts[1]) || parts[0].hasSuffix(".sock") || isReadOnly
        var store = Store(
            place: service.place, kind: isPath ? .bind : .volume, name: parts[0],
            itemClass: isSpare ? .unknown : .state)
        let at = documents.locator(file, line: line)
        store.evidence = [
            Evidence(.declared, rule: "command.mount", says: "mounted at \(parts[1])", at: at)
        ]
        if isPath {
            let path = documents.placed(PathBytes(parts[0]).normalised)
            store.path = path
            mountedAt.append((source: path, at: parts[1]))
            mentions.append(
                Mention(
                    path: path, role: isReadOnly ? .config : .data, service: service.id,
                    evidence: store.evidence[0]))
        }
        stores.append(store)
        service.stores = Set(service.stores + [store.id]).sorted()
        service.mounts.append(
            .init(
                store: store.id, at: parts[1], isReadOnly: isReadOnly,
                role: parts[0].hasSuffix(".sock") ? "socket" : "data"))
        dependencies.append(
            Dependency(from: service.id, to: store.id, kind: .data, evidence: store.evidence))
    }
}
