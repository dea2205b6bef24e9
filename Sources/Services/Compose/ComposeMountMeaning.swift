internal import Formats
internal import Knowledge
internal import Vocabulary

/// What a mount is to its service: data, configuration, a credential, a socket, memory.
struct ComposeMountMeaning {
    let role: String
    let itemClass: ItemClass
    let engine: String?
    let evidence: Evidence
    let dependency: Dependency.Kind
    /// What it is to whoever classifies the path; nil where it is not of the workspace.
    let mention: Mention.Role?

    private init(
        _ role: String, _ itemClass: ItemClass, _ rule: String, _ says: String,
        engine: String? = nil, dependency: Dependency.Kind = .data, mention: Mention.Role?,
        at: String
    ) {
        self.role = role
        self.itemClass = itemClass
        self.engine = engine
        self.dependency = dependency
        self.mention = mention
        evidence = Evidence(.inferred, rule: rule, says: says, at: at)
    }

    /// The first of: memory, the host's own, a socket, what the playbook keeps there, a credential,
    /// what cannot be written, what the image is built from, a configuration file; else data.
    init(_ mount: ComposeMount, of stores: ComposeStores) {
        let at = stores.context.locator(mount.origin)
        let path = mount.source.map { PathBytes($0) }
        if mount.type == "tmpfs" {
            self.init(
                "temporary", .convenience, "mount.memory", "memory is empty at each start",
                mention: nil, at: at)
        } else if Self.isSocket(mount) {
            self.init(
                "socket", .convenience, "mount.socket", "a socket is made anew by its program",
                dependency: .network, mention: nil, at: at)
        } else if mount.type == "bind", let path, Self.isHostsOwn(path) {
            self.init(
                "config", .convenience, "mount.host", "every host has its own",
                dependency: .config, mention: nil, at: at)
        } else if let keep = Self.keep(at: mount.target, stores.playbook) {
            self.init(keep, "playbook." + (stores.playbook?.id ?? ""), mount, at: at)
        } else {
            self.init(unknown: mount, path, stores, at: at)
        }
    }

    private init(
        _ keep: Playbook.Keep, _ rule: String, _ mount: ComposeMount, at: String
    ) {
        let isData = ["data", "models", "cache"].contains(keep.role)
        let role = isData ? "data" : keep.role
        let mention: Mention.Role = isData ? .data : keep.role == "secret" ? .secret : .config
        let says = "the service keeps \(keep.role == "data" ? "its data" : keep.role) there"
        self.init(
            role, keep.itemClass, rule, says, engine: keep.engine,
            dependency: isData ? .data : keep.role == "secret" ? .secret : .config,
            mention: mention, at: at)
    }

    private init(
        unknown mount: ComposeMount, _ path: PathBytes?, _ stores: ComposeStores, at: String
    ) {
        if ComposeMountWords.isCache(mount.target)
            || (path.map { ComposeMountWords.isCacheFolder($0) } ?? false)
            || Self.isToldCache(mount.target, stores)
        {
            self.init(
                "data", .convenience, "mount.cache", "named as what is fetched or built again",
                mention: .data, at: at)
        } else if ComposeMountWords.areCertificates(mount.target) {
            self.init(
                "secret", .config, "mount.certificates", "certificates, which are issued again",
                dependency: .secret, mention: .config, at: at)
        } else if mount.type == "bind", Self.isCredential(mount) {
            self.init(
                "secret", .config, "mount.secret", "mounted where credentials are looked for",
                dependency: .secret, mention: .secret, at: at)
        } else if mount.type == "bind", mount.isReadOnly {
            self.init(
                "config", .config, "mount.read-only", "the service cannot write it",
                dependency: .config, mention: .config, at: at)
        } else if mount.type == "bind", let path, Self.isSource(path, stores) {
            self.init(
                "config", .config, "mount.source", "the folder its image is built from",
                dependency: .config, mention: .source, at: at)
        } else if mount.type == "bind", let path, Self.isConfiguration(path, mount.target) {
            self.init(
                "config", .config, "mount.config-file", "named like a configuration file",
                dependency: .config, mention: .config, at: at)
        } else if ComposeMountWords.areModels(mount.target) {
            self.init(
                "data", .unknown, "mount.models",
                "models, of which nobody says where they are from",
                mention: .data, at: at)
        } else {
            self.init(
                "data", mount.isReadOnly ? .unknown : .state, "mount.writable",
                mount.isReadOnly ? "another service writes it" : "the service can write it",
                mention: .data, at: at)
        }
    }

    /// What the playbook keeps at, above or below the target; the nearest, data before the rest.
    private static func keep(at target: String, _ playbook: Playbook?) -> Playbook.Keep? {
        let path = PathBytes(target)
        let keeps = playbook?.stores ?? []
        if let exact = keeps.first(where: { $0.at.contains { PathBytes($0) == path } }) {
            return exact
        }
        let within = keeps.flatMap { keep in keep.at.map { (keep, PathBytes($0)) } }
            .filter { path.isWithin($0.1) }.max { $0.1.bytes.count < $1.1.bytes.count }
        if let within { return within.0 }
        return keeps.first {
            $0.at.contains { PathBytes($0).isWithin(path) } && path.bytes.count > 1
        }
    }

    /// A path that a variable gives to libraries that fetch models: `HF_HOME`, `TORCH_HOME`.
    private static func isToldCache(_ target: String, _ stores: ComposeStores) -> Bool {
        stores.compose.environment.contains { variable in
            ComposeMountWords.fetches(variable.name)
                && variable.value.map { PathBytes($0).isWithin(PathBytes(target)) } == true
        }
    }

    private static func isSocket(_ mount: ComposeMount) -> Bool {
        guard let source = mount.source, mount.type == "bind" else { return false }
        return source.hasSuffix(".sock") || source.hasSuffix(".socket")
    }

    /// Parts of every Linux host that belong to no workspace.
    private static func isHostsOwn(_ path: PathBytes) -> Bool {
        let own = [
            "/etc/localtime", "/etc/timezone", "/etc/os-release", "/etc/hostname",
            "/etc/machine-id",
            "/etc/passwd", "/etc/group", "/etc/resolv.conf", "/etc/ssl/certs", "/proc", "/sys",
            "/dev", "/lib/modules", "/run/udev", "/run/dbus", "/usr/share/zoneinfo",
            "/var/lib/docker", "/var/run/docker", "/tmp/.X11-unix", "/cgroup",
        ]
        return path.text == "/" || own.contains { path.isWithin(PathBytes($0)) }
    }

    private static func isCredential(_ mount: ComposeMount) -> Bool {
        let names = [mount.source ?? "", mount.target].flatMap {
            $0.lowercased().split(separator: "/").map(String.init)
        }
        let known = [
            ".ssh", ".gnupg", "secrets", ".secrets", ".aws", ".kube", "credentials", "id_rsa",
            "id_ed25519", ".netrc", "private",
        ]
        return names.contains { name in
            known.contains(name) || [".pem", ".key", ".p12"].contains { name.hasSuffix($0) }
        }
    }

    /// What an image is built from, or program text without anything that was written by running.
    private static func isSource(_ path: PathBytes, _ stores: ComposeStores) -> Bool {
        let documents = stores.context.documents
        if SourceNames.isSource(path), documents.type(of: path) != .folder { return true }
        let holds = DataSigns.exist(below: path, in: documents)
        if let build = stores.compose.build?.value, build.hasPrefix("/") {
            let folder = PathBytes(build)
            if folder.isWithin(path) { return !holds }
            if path.isWithin(folder), documents.type(of: path) == nil {
                return ComposeMountWords.isSource(path.name.text)
            }
        }
        guard documents.type(of: path) == .folder, !holds else { return false }
        return documents.files(below: path).contains { file in
            ComposeMountWords.isProgram(file) && !ComposeMountWords.isCacheFolder(file.folder)
        }
    }

    private static func isConfiguration(_ path: PathBytes, _ target: String) -> Bool {
        let ends = [
            ".conf", ".cfg", ".ini", ".yml", ".yaml", ".toml", ".xml", ".properties", ".cnf",
            ".env", "caddyfile", ".template",
        ]
        let name = path.name.text.lowercased()
        return ends.contains { name.hasSuffix($0) }
    }
}
