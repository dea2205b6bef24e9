extension EngineContainer {
    /// The containers of an answer: an array of them, or one. What is none is left out.
    public static func read(_ answer: Node) -> [EngineContainer] {
        (answer.isSequence ? answer.elements : [answer]).compactMap(EngineContainer.init)
    }

    init?(_ node: Node) {
        guard let id = node["Id"]?.string, let name = node["Name"]?.string else { return nil }
        let config = node["Config"]
        let host = node["HostConfig"]
        self.id = id
        self.name = String(name.drop { $0 == "/" })
        image = config?["Image"]?.string ?? node["ImageName"]?.string ?? ""
        imageID = Self.digest(node["Image"]?.string ?? "")
        status = node["State"]?["Status"]?.string ?? "unknown"
        process = node["State"]?["Pid"]?.integer.flatMap { $0 > 0 ? $0 : nil }
        healthStatus = Self.word(
            node["State"]?["Health"]?["Status"] ?? node["State"]?["Healthcheck"]?["Status"])
        labels = Dictionary(
            (config?["Labels"]?.members ?? []).map { ($0.key, $0.value.string ?? "") },
            uniquingKeysWith: { $1 })
        environment = Self.names(config?["Env"])
        filled = Set(
            (config?["Env"]?.elements ?? []).compactMap { variable in
                guard let text = variable.string, let equals = text.firstIndex(of: "="),
                    text.index(after: equals) != text.endIndex
                else { return nil }
                return String(text[..<equals])
            })
        entrypoint = Self.words(config?["Entrypoint"])
        command = Self.words(config?["Cmd"])
        workingFolder = Self.word(config?["WorkingDir"])
        user = Self.word(config?["User"])
        mounts = Self.mounts(node["Mounts"])
        memory = (host?["Tmpfs"]?.members ?? []).map(\.key).sorted()
        ports = Self.ports(node["NetworkSettings"]?["Ports"], config?["ExposedPorts"])
        networks = Self.networks(node["NetworkSettings"]?["Networks"], id: id)
        networkMode = host?["NetworkMode"]?.string ?? "default"
        restart = Self.restart(host?["RestartPolicy"])
        health = Self.health(config?["Healthcheck"])
        isMarkedInfra = node["IsInfra"]?.boolean ?? false
        isRemovedAtStop = host?["AutoRemove"]?.boolean ?? false
    }

    /// Podman writes image ids without the algorithm.
    private static func digest(_ text: String) -> String {
        text.isEmpty || text.contains(":") ? text : "sha256:" + text
    }

    private static func word(_ node: Node?) -> String? {
        node?.string.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A list of words; Podman 4 writes an entry point as one.
    private static func words(_ node: Node?) -> [String] {
        guard let node else { return [] }
        if node.isSequence { return node.elements.map { $0.string ?? "" } }
        return (node.string ?? "").split(separator: " ").map(String.init)
    }

    private static func names(_ variables: Node?) -> [String] {
        let names = (variables?.elements ?? []).compactMap { variable in
            variable.string.map { String($0.prefix { $0 != "=" }) }
        }
        return Set(names.filter { !$0.isEmpty }).sorted()
    }

    private static func mounts(_ node: Node?) -> [Mount] {
        (node?.elements ?? []).compactMap { mount in
            guard let destination = mount["Destination"]?.string else { return nil }
            return Mount(
                type: mount["Type"]?.string ?? "bind", name: word(mount["Name"]),
                source: mount["Source"]?.string ?? "", destination: destination,
                isReadOnly: mount["RW"]?.boolean == false)
        }.sorted { $0.destination < $1.destination }
    }

    private static func ports(_ published: Node?, _ exposed: Node?) -> [Port] {
        var ports: Set<Port> = []
        for member in published?.members ?? [] {
            for binding in member.value.elements {
                let address = word(binding["HostIp"])
                let isAll = address == "0.0.0.0" || address == "::"
                guard
                    let port = port(
                        member.key, host: binding["HostPort"]?.integer,
                        address: isAll ? nil : address)
                else { continue }
                ports.insert(port)
            }
        }
        for key in (published?.members ?? []).map(\.key) + (exposed?.members ?? []).map(\.key) {
            guard let port = port(key, host: nil, address: nil) else { continue }
            let isKnown = ports.contains {
                $0.container == port.container && $0.protocolName == port.protocolName
            }
            if !isKnown { ports.insert(port) }
        }
        return ports.sorted {
            ($0.container, $0.protocolName, $0.host ?? 0, $0.address ?? "")
                < ($1.container, $1.protocolName, $1.host ?? 0, $1.address ?? "")
        }
    }

    /// A key such as `8080/tcp`.
    private static func port(_ key: String, host: Int?, address: String?) -> Port? {
        let parts = key.split(separator: "/")
        guard let first = parts.first, let container = Int(first) else { return nil }
        return Port(
            container: container, protocolName: parts.count > 1 ? String(parts[1]) : "tcp",
            host: host, address: address)
    }

    private static func networks(_ node: Node?, id: String) -> [Network] {
        (node?.members ?? []).map { member in
            let aliases = (member.value["Aliases"]?.elements ?? []).compactMap(\.string)
            let addresses = ["IPAddress", "GlobalIPv6Address"].compactMap {
                word(member.value[$0])
            }
            return Network(
                name: member.key,
                aliases: Set(aliases.filter { !id.hasPrefix($0) }).sorted(), addresses: addresses)
        }.sorted { $0.name < $1.name }
    }

    private static func restart(_ node: Node?) -> String {
        let name = word(node?["Name"]) ?? "no"
        let most = node?["MaximumRetryCount"]?.integer ?? 0
        return name == "on-failure" && most > 0 ? "\(name):\(most)" : name
    }

    private static func health(_ node: Node?) -> Health? {
        let test = words(node?["Test"])
        guard let node, !test.isEmpty, test != ["NONE"] else { return nil }
        func seconds(_ key: String) -> Int? {
            node[key]?.integer.flatMap { $0 > 0 ? $0 / 1_000_000_000 : nil }
        }
        return Health(
            test: test, intervalSeconds: seconds("Interval"), timeoutSeconds: seconds("Timeout"),
            retries: node["Retries"]?.integer, startPeriodSeconds: seconds("StartPeriod"))
    }
}
