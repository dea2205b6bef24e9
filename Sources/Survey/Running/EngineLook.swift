import Formats
import Places
import Vocabulary

/// Asks container engines through their command lines; every request is one that only reads, and
/// no program is started inside a container.
struct EngineLook {
    let asking: Asking
    let processes: ProcessView?

    /// What the engines answered, and what could not be looked at.
    func look() -> (engines: [RunningView.EngineView], coverage: Place.Coverage) {
        var engines: [RunningView.EngineView] = []
        var coverage = Place.Coverage(scope: "containers", looked: true)
        for name in ["docker", "podman"] {
            switch state(of: name) {
            case .absent: continue
            case .resting(let why):
                coverage.looked = false
                coverage.missing.append(.init(what: "containers of \(name)", why: why))
            case .silent(let why, let privilege):
                coverage.looked = false
                coverage.missing.append(
                    .init(what: "containers of \(name)", why: why, privilege: privilege))
            case .answers:
                let seen = view(name, command(name))
                engines.append(seen.engine)
                coverage.missing += seen.missing
            }
        }
        // One engine seen is an area looked at; the other stands among what is missing.
        if !engines.isEmpty { coverage.looked = true }
        return (engines, coverage)
    }

    private enum State {
        case absent
        case resting(String)
        case silent(String, privilege: String?)
        case answers
    }

    /// Whether an engine is there and can be asked without starting it: a socket that the system's
    /// manager holds starts the daemon when somebody connects.
    private func state(of name: String) -> State {
        guard isAwake(name) else {
            guard case .said = asking.ask([name, "--version"]) else { return .absent }
            return .resting(
                name == "docker"
                    ? "its daemon does not run, and asking could start it"
                    : "it has no storage here, and asking would make one")
        }
        switch asking.ask(command(name) + ["version", "--format", "{{json .}}"]) {
        case .absent:
            return .silent("its daemon runs, and its command line is not installed", privilege: nil)
        case .failed(let why): return refusal(why)
        case .said(let bytes, let complaint):
            let server = (try? JSONDocument.read(bytes)).flatMap { $0["Server"] ?? $0["Client"] }
            return server?.isNull == false ? .answers : refusal(complaint)
        }
    }

    private func refusal(_ why: String) -> State {
        let isForbidden = why.lowercased().contains("permission denied")
        return .silent(
            isForbidden
                ? "its socket may not be opened"
                : "its daemon runs, and does not answer where it is looked for",
            privilege: isForbidden ? "membership of the engine's group, or root" : nil)
    }

    /// Variables by which whoever looks says where an engine is (docker(1), podman(1)).
    private static let pointers = [
        "docker": ["DOCKER_HOST", "DOCKER_CONTEXT"],
        "podman": ["CONTAINER_HOST", "CONTAINERS_STORAGE_CONF"],
    ]

    /// The command line that reaches an engine: a Docker daemon that listens somewhere else than
    /// usual is asked there.
    private func command(_ name: String) -> [String] {
        let isTold = Self.pointers[name]?.contains { Surroundings.variable($0) != nil } ?? false
        guard name == "docker", !isTold, let processes else { return [name] }
        let own = processes.unix.filter { socket in
            socket.path.name.text == "docker.sock"
                && socket.process.flatMap { processes.processes[$0]?.program } == "dockerd"
        }.map(\.path.text).sorted()
        guard let first = own.first, first != "/run/docker.sock", first != "/var/run/docker.sock"
        else { return [name] }
        return [name, "--host", "unix://" + first]
    }

    private func isAwake(_ name: String) -> Bool {
        if asking.place.reach == "local",
            Self.pointers[name]?.contains(where: { Surroundings.variable($0) != nil }) == true
        {
            return true
        }
        if name == "docker" {
            return asking.isThere("/run/docker.pid") || processes?.isRunning("dockerd") == true
        }
        let homes = ["/var/lib/containers/storage"] + ownStorage
        return homes.contains {
            asking.isThere($0 + "/libpod/bolt_state.db") || asking.isThere($0 + "/db.sql")
                || asking.isThere($0 + "/libpod/defaultNetworkConfigGenerated")
        }
    }

    private var ownStorage: [String] {
        guard asking.place.reach == "local" else { return [] }
        return [Surroundings.home.text + "/.local/share/containers/storage"]
    }

    // MARK: answers

    private func view(
        _ name: String, _ engineCommand: [String]
    ) -> (engine: RunningView.EngineView, missing: [Place.Coverage.Gap]) {
        var engine = RunningView.EngineView(name: name)
        var missing: [Place.Coverage.Gap] = []
        let ids = asking.lines(engineCommand + ["ps", "--all", "--quiet", "--no-trunc"])
        if ids == nil { missing.append(.init(what: "containers of \(name)", why: "no list came")) }
        for batch in batches(ids ?? []) {
            let answer = asking.json(engineCommand + ["container", "inspect"] + batch)
            engine.containers += answer.map(EngineContainer.read) ?? []
        }
        engine.containers.sort { $0.name < $1.name }
        let lost = (ids ?? []).count - engine.containers.count
        if lost > 0 {
            missing.append(
                .init(what: "\(lost) containers of \(name)", why: "they could not be inspected"))
        }
        readParts(of: &engine, engineCommand, &missing)
        return (engine, missing)
    }

    private func readParts(
        of engine: inout RunningView.EngineView, _ command: [String],
        _ missing: inout [Place.Coverage.Gap]
    ) {
        let name = engine.name
        let volumes = asking.lines(command + ["volume", "ls", "--quiet"])
        if volumes == nil { missing.append(.init(what: "volumes of \(name)", why: "no list came")) }
        for batch in batches(volumes ?? []) {
            engine.volumes +=
                asking.json(command + ["volume", "inspect"] + batch).map(EngineVolume.read) ?? []
        }
        let images = Set(engine.containers.map(\.imageID).filter { !$0.isEmpty }).sorted()
        for batch in batches(images) {
            let answer = asking.json(command + ["image", "inspect"] + batch)
            for image in answer.map(EngineImage.read) ?? [] { engine.images[image.id] = image }
        }
        for container in engine.containers {
            if case .said(let bytes, _) = asking.ask(command + ["diff", container.id]) {
                engine.changes[container.id] = EngineChange.read(bytes)
            } else {
                missing.append(
                    .init(
                        what: "what \(container.name) wrote in its own layer",
                        why: "\(name) gave no answer"))
            }
        }
        if engine.volumes.contains(where: \.isAnonymous) { engine.empty = empty(command) }
    }

    /// Volumes that the engine counts no bytes in.
    private func empty(_ command: [String]) -> Set<String> {
        let usage = asking.json(command + ["system", "df", "--verbose", "--format", "{{json .}}"])
        let volumes = (usage?["Volumes"]?.elements ?? []).filter { $0["Size"]?.string == "0B" }
        return Set(volumes.compactMap { $0["Name"]?.string })
    }

    private func batches(_ all: [String]) -> [[String]] {
        stride(from: 0, to: all.count, by: 50).map { Array(all[$0..<min($0 + 50, all.count)]) }
    }
}
