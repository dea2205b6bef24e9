/// Names that a service's definition binds to addresses (`extra_hosts`).
struct ExtraHosts {
    private var addresses: [String: String] = [:]

    init(_ leaves: [ServiceDraft.Leaf]) {
        for leaf in leaves where leaf.key.hasPrefix("extra_hosts") {
            guard let mark = leaf.value.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
                continue
            }
            let name = leaf.value[..<mark].lowercased()
            addresses[name] = String(leaf.value[leaf.value.index(after: mark)...])
        }
    }

    /// The address a name is bound to, else the name itself.
    func address(of host: String) -> String {
        guard let address = addresses[host] else { return host }
        return address == "host-gateway" ? "host.docker.internal" : address
    }
}
