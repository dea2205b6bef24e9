import Formats
import Places
import Vocabulary

/// Asks container engines through their command lines; every request is one that only reads, and
/// no program is started inside a container.
struct EngineLook {
    let asking: Asking
    let presence: EnginePresence

    init(asking: Asking, processes: ProcessView?, users: UserNames) {
        self.asking = asking
        presence = EnginePresence(asking: asking, processes: processes, users: users)
    }

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
            case .answers(let questions):
                let seen = view(name, questions)
                engines.append(seen.engine)
                coverage.missing += seen.missing
            }
        }
        coverage.missing += presence.ofOthers.map { user in
            .init(
                what: "containers of podman of \(user)", why: "only that user can ask for them",
                privilege: "a login as \(user)")
        }
        // One engine seen is an area looked at; the other stands among what is missing.
        if !engines.isEmpty { coverage.looked = true }
        return (engines, coverage)
    }

    private enum State {
        case absent
        case resting(String)
        case silent(String, privilege: String?)
        case answers(any EngineQuestions)
    }

    /// Whether an engine is there and can be asked without starting it: a socket that the system's
    /// manager holds starts the daemon when somebody connects.
    private func state(of name: String) -> State {
        guard presence.isAwake(name) else {
            // Podman has no daemon: without storage it has no containers.
            guard name == "docker", case .said = asking.ask([name, "--version"]) else {
                return .absent
            }
            return .resting("its daemon does not run, and asking could start it")
        }
        switch asking.ask(command(name) + ["version", "--format", "{{json .}}"]) {
        case .absent: return bySocket(name)
        case .failed(let why): return refusal(why)
        case .said(let bytes, let complaint):
            let server = (try? JSONDocument.read(bytes)).flatMap { $0["Server"] ?? $0["Client"] }
            return server?.isNull == false
                ? .answers(EngineProgram(asking: asking, command: command(name)))
                : refusal(complaint)
        }
    }

    /// Where only the daemon is installed, its socket is asked.
    private func bySocket(_ name: String) -> State {
        let paths =
            name == "podman"
            ? ["/run/podman/podman.sock"] : presence.sockets + ["/run/docker.sock"]
        for path in paths {
            let socket = EngineSocket(asking: asking, path: path)
            if socket.answers(as: name) { return .answers(socket) }
        }
        return .silent(
            "its daemon runs, its command line is not installed, and no socket answers",
            privilege: "membership of the engine's group, or root")
    }

    private func refusal(_ why: String) -> State {
        let isForbidden = why.lowercased().contains("permission denied")
        return .silent(
            isForbidden
                ? "its socket may not be opened"
                : "its daemon runs, and does not answer where it is looked for",
            privilege: isForbidden ? "membership of the engine's group, or root" : nil)
    }

    /// The command line that reaches an engine: a Docker daemon that listens somewhere else than
    /// usual is asked there.
    private func command(_ name: String) -> [String] {
        guard name == "docker", !presence.isTold(name), let first = presence.sockets.first,
            first != "/run/docker.sock", first != "/var/run/docker.sock"
        else { return [name] }
        return [name, "--host", "unix://" + first]
    }

    // MARK: answers

    private func view(
        _ name: String, _ questions: any EngineQuestions
    ) -> (engine: RunningView.EngineView, missing: [Place.Coverage.Gap]) {
        var engine = RunningView.EngineView(name: name)
        var missing: [Place.Coverage.Gap] = []
        func miss(_ what: String, _ why: String) { missing.append(.init(what: what, why: why)) }
        if let ids = questions.containerIDs() {
            engine.containers = questions.containers(ids).sorted { $0.name < $1.name }
            let lost = ids.count - engine.containers.count
            if lost > 0 { miss("\(lost) containers of \(name)", "they could not be inspected") }
        } else {
            miss("containers of \(name)", "no list came")
        }
        if let volumes = questions.volumes() {
            engine.volumes = volumes
        } else {
            miss("volumes of \(name)", "no list came")
        }
        let images = Set(engine.containers.map(\.imageID).filter { !$0.isEmpty })
        for image in questions.images(images.sorted()) { engine.images[image.id] = image }
        for container in engine.containers {
            engine.changes[container.id] = questions.changes(container.id)
            engine.archives[container.id] = questions.archive(container.id)
            if engine.changes[container.id] == nil {
                miss("what \(container.name) wrote in its own layer", "\(name) gave no answer")
            }
        }
        if engine.volumes.contains(where: \.isAnonymous) || engine.volumes.count > mounted(engine) {
            engine.empty = questions.emptyVolumes()
        }
        return (engine, missing)
    }

    private func mounted(_ engine: RunningView.EngineView) -> Int {
        Set(engine.containers.flatMap { $0.mounts.compactMap(\.name) }).count
    }
}
