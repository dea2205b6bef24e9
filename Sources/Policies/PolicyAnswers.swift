public import Vocabulary

extension Policy {
    /// What is written about a service: under its id, else under its name where no other of the
    /// services has that name.
    public func entry(for service: Service, among services: [Service]) -> ServiceEntry? {
        if let entry = self.services[service.id] { return entry }
        guard let entry = self.services[service.name] else { return nil }
        return services.count { $0.name == service.name && !$0.isVariant } <= 1 ? entry : nil
    }

    /// What is written about an endpoint outside, by its host.
    public func entry(forHost host: String) -> ExternalEntry? {
        external[host]
    }

    /// Who is called for a service: its own people, and those of the general list who are called
    /// for it or for everything; by level.
    public func escalation(for service: Service, among services: [Service]) -> [Escalation] {
        let own = entry(for: service, among: services)?.escalation ?? []
        let general = escalation.filter {
            $0.about == nil || $0.about == service.name || $0.about == service.id
        }
        return (own + general).sorted { $0.level < $1.level }
    }

    /// The class a person gave to an item: that of the longest path that is it or holds it.
    public func classEntry(for item: Item) -> ClassEntry? {
        let matching = classes.filter { entry in
            let path = PathBytes(entry.path).normalised
            return item.absolutePath.isWithin(path)
                || !path.isEmpty && path.bytes.first != UInt8(ascii: "/")
                    && item.path.isWithin(path)
        }
        return matching.max { $0.path.utf8.count < $1.path.utf8.count }
    }

    /// The acceptance of a hole that counts at a moment, nanoseconds since 1970.
    public func acceptance(of hole: String, at now: Int64) -> Acceptance? {
        accepted.first { $0.hole == hole && $0.holds(at: now) }
    }
}
