internal import Knowledge
internal import Vocabulary

/// What belongs to a host as such: its login, its clock, its container engine. It stays where it
/// is, and the target has its own.
struct HostOwn {
    let playbooks: Playbooks

    /// Where packages put the units they bring (systemd.unit(5), *Unit File Load Path*).
    static let folders = [PathBytes("/lib/systemd"), PathBytes("/usr/lib/systemd")]

    /// Whether a service is a unit that a package brought and that no playbook knows how to move.
    func holds(_ service: Service) -> Bool {
        guard !service.isContainer, let file = service.definedIn,
            Self.folders.contains(where: file.isWithin)
        else { return false }
        let known = playbooks.playbook(forUnit: service.name)
        return !(known?.holdsState ?? false) && (known?.package?.unit ?? "").isEmpty
    }

    /// Ids of stores that nothing but such services holds.
    func stores(of services: [Service]) -> Set<String> {
        let own = Set(services.filter(holds).flatMap(\.stores))
        return own.subtracting(services.filter { !holds($0) }.flatMap(\.stores))
    }
}

extension Service {
    /// Whether its last run failed, as its manager told.
    var hasFailed: Bool { evidence.contains { $0.rule == "unit.failed" } }

    /// Whether a compose file declares it and no container was ever made of it.
    func isOnlyDeclared(_ places: [Place]) -> Bool {
        let looked = places.first { $0.id == place }?.coverage
            .contains { $0.scope == "containers" && $0.looked }
        return kinds.contains("compose") && !kinds.contains("container") && looked == true
    }
}
