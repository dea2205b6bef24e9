import Formats
import Vocabulary

/// What an engine is asked; every question is one that only reads.
protocol EngineQuestions {
    /// Full ids of all containers; nil where no list came.
    func containerIDs() -> [String]?
    /// Those of the containers that could be inspected.
    func containers(_ ids: [String]) -> [EngineContainer]
    /// All volumes; nil where no list came.
    func volumes() -> [EngineVolume]?
    /// Those of the images that could be inspected.
    func images(_ ids: [String]) -> [EngineImage]
    /// What a container wrote outside its mounts; nil where no answer came.
    func changes(_ id: String) -> [EngineChange]?
    /// How the archive of a path inside a container is asked for.
    func archive(_ id: String) -> ArchiveWords
    /// Names of volumes that the engine counts no bytes in.
    func emptyVolumes() -> Set<String>
}

/// Asks through the engine's command line (docker(1), podman(1)).
struct EngineProgram: EngineQuestions {
    let asking: Asking
    /// The program, and where it finds its engine.
    let command: [String]

    func containerIDs() -> [String]? {
        asking.lines(command + ["ps", "--all", "--quiet", "--no-trunc"])
    }

    func containers(_ ids: [String]) -> [EngineContainer] {
        inspected(["container"], ids).flatMap(EngineContainer.read)
    }

    func volumes() -> [EngineVolume]? {
        asking.lines(command + ["volume", "ls", "--quiet"]).map {
            inspected(["volume"], $0).flatMap(EngineVolume.read)
        }
    }

    func images(_ ids: [String]) -> [EngineImage] {
        inspected(["image"], ids).flatMap(EngineImage.read)
    }

    func changes(_ id: String) -> [EngineChange]? {
        guard case .said(let bytes, _) = asking.ask(command + ["diff", id]) else { return nil }
        return EngineChange.read(bytes)
    }

    func archive(_ id: String) -> ArchiveWords {
        let root = command.first == "podman" ? "//" : "/"
        return ArchiveWords(words: command + ["cp"], before: id + ":", after: "-", root: root)
    }

    func emptyVolumes() -> Set<String> {
        let words = ["system", "df", "--verbose", "--format", "{{json .}}"]
        guard case .said(let bytes, _) = asking.ask(command + words) else { return [] }
        return VolumeSizes.empty(bytes)
    }

    /// Answers about many things, fifty at a time.
    private func inspected(_ kind: [String], _ names: [String]) -> [Node] {
        stride(from: 0, to: names.count, by: 50).compactMap { start in
            let batch = names[start..<min(start + 50, names.count)]
            return asking.json(command + kind + ["inspect"] + batch)
        }
    }
}

/// Asks the engine's socket, where its command line is not installed (Docker Engine API v1.24 and
/// later, which Podman answers too); only with GET.
struct EngineSocket: EngineQuestions {
    let asking: Asking
    /// Path of the socket.
    let path: String

    /// Whether that engine is behind it: Podman answers on Docker's own path too, where somebody put
    /// a link there, and names itself among its components.
    func answers(as name: String) -> Bool {
        guard let version = answer(to: "/version"), version["ApiVersion"] != nil else {
            return false
        }
        let components = (version["Components"]?.elements ?? []).compactMap { $0["Name"]?.string }
        return components.contains { $0.hasPrefix("Podman") } == (name == "podman")
    }

    func containerIDs() -> [String]? {
        answer(to: "/containers/json?all=1")?.elements.compactMap { $0["Id"]?.string }
    }

    func containers(_ ids: [String]) -> [EngineContainer] {
        ids.compactMap { answer(to: "/containers/\($0)/json") }.flatMap(EngineContainer.read)
    }

    func volumes() -> [EngineVolume]? {
        answer(to: "/volumes").map { $0["Volumes"].map(EngineVolume.read) ?? [] }
    }

    func images(_ ids: [String]) -> [EngineImage] {
        ids.compactMap { answer(to: "/images/\($0)/json") }.flatMap(EngineImage.read)
    }

    func changes(_ id: String) -> [EngineChange]? {
        answer(to: "/containers/\(id)/changes").map(EngineChange.read)
    }

    func archive(_ id: String) -> ArchiveWords {
        let words = [
            "curl", "--silent", "--fail", "--max-time", "120", "--unix-socket", path, "--get",
            "http://localhost/containers/\(id)/archive", "--data-urlencode",
        ]
        return ArchiveWords(words: words, before: "path=", after: "")
    }

    func emptyVolumes() -> Set<String> {
        let volumes = answer(to: "/system/df")?["Volumes"]?.elements ?? []
        return Set(
            volumes.filter { $0["UsageData"]?["Size"]?.integer == 0 }
                .compactMap { $0["Name"]?.string })
    }

    private func answer(to what: String) -> Node? {
        asking.json([
            "curl", "--silent", "--fail", "--max-time", "30", "--unix-socket", path,
            "http://localhost" + what,
        ])
    }
}
