import Formats
import Vocabulary

/// Systems that start things by rules of their own and are not read: told where they run.
enum Orchestrators {
    /// Programs by name: what each is part of.
    private static let known: [String: String] = [
        "kubelet": "Kubernetes", "k3s": "Kubernetes", "k3s-server": "Kubernetes",
        "k3s-agent": "Kubernetes", "k0s": "Kubernetes", "microk8s": "Kubernetes",
        "nomad": "Nomad", "swarmd": "Docker Swarm", "incusd": "Incus", "lxd": "LXD",
        "libvirtd": "libvirt", "virtqemud": "libvirt", "supervisord": "supervisord",
        "pm2": "PM2", "runsvdir": "runit", "s6-svscan": "s6",
    ]

    /// One problem for each of them among the processes.
    static func problems(_ view: ProcessView?, at place: String) -> [Problem] {
        let found = (view?.processes.values).map { processes in
            Set(
                processes.filter { $0.group.container == nil }.compactMap { process in
                    known[process.title] ?? known[process.program]
                })
        }
        return (found ?? []).sorted().map { name in
            Problem(
                place: place, path: nil,
                what: "\(name) runs here; what it starts is seen as processes only",
                code: "not-understood")
        }
    }
}
