import Places
import Vocabulary

/// Whether an engine is there and awake, found out without asking it.
struct EnginePresence {
    let asking: Asking
    let processes: ProcessView?
    let users: UserNames

    /// Variables by which whoever looks says where an engine is (docker(1), podman(1)).
    private static let pointers = [
        "docker": ["DOCKER_HOST", "DOCKER_CONTEXT"],
        "podman": ["CONTAINER_HOST", "CONTAINERS_STORAGE_CONF"],
    ]

    /// Whether our own environment says where the engine is.
    func isTold(_ name: String) -> Bool {
        asking.place.reach == "local"
            && Self.pointers[name]?.contains { Surroundings.variable($0) != nil } == true
    }

    /// Whether it can be asked without starting anything or making its storage.
    func isAwake(_ name: String) -> Bool {
        if isTold(name) { return true }
        if name == "docker" {
            return asking.isThere("/run/docker.pid") || processes?.isRunning("dockerd") == true
        }
        return hasStorage("/var/lib/containers/storage") || hasStorage(ownStorage)
    }

    /// Sockets that a Docker daemon holds, sorted.
    var sockets: [String] {
        guard let processes else { return [] }
        return processes.unix.filter { socket in
            socket.path.name.text == "docker.sock"
                && socket.process.flatMap { processes.processes[$0]?.program } == "dockerd"
        }.map(\.path.text).sorted()
    }

    /// Other users who have containers of their own, which only they can ask for.
    var ofOthers: [String] {
        let storages = users.homes.mapValues { $0 + Self.storageOfUser }.filter { user, storage in
            user != "root" && storage != ownStorage
        }
        let files = storages.values.flatMap(Self.databases).sorted()
        let there = asking.place.heads(
            of: files.map { Wanted(PathBytes(String($0.dropFirst())), below: "/") }, count: 1)
        return storages.filter { _, storage in
            Self.databases(storage).contains { there[PathBytes($0)] != nil }
        }.map(\.key).sorted()
    }

    private static let storageOfUser = "/.local/share/containers/storage"

    private var ownStorage: String {
        asking.place.reach == "local" ? Surroundings.home.text + Self.storageOfUser : ""
    }

    private func hasStorage(_ folder: String) -> Bool {
        !folder.isEmpty && Self.databases(folder).contains(where: asking.isThere)
    }

    /// Podman keeps what it has in one of these (containers-storage.conf(5), podman(1): *--db-backend*).
    private static func databases(_ folder: String) -> [String] {
        [folder + "/libpod/bolt_state.db", folder + "/db.sql"]
    }
}
