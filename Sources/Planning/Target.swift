public import Vocabulary

/// Where a plan carries things, and what is known about it.
public struct Target: Equatable, Sendable, JSONWritable {
    /// Id of the place.
    public var place: String
    /// Facts such as `os`, `os_version`, `architecture`, `systemd`.
    public var facts: [String: String]
    /// Whether the facts are a profile's and not seen: each becomes a preflight check.
    public var isAssumed: Bool
    /// Ports taken there already by what is not part of the plan, `ADDRESS:PORT/PROTOCOL`.
    public var takenPorts: Set<String> = []
    /// Unit and service names there that are not part of the plan.
    public var takenNames: Set<String> = []

    /// A target with its facts.
    public init(place: String, facts: [String: String], isAssumed: Bool) {
        self.place = place
        self.facts = facts
        self.isAssumed = isAssumed
    }

    /// A Debian 12 nobody has looked at.
    public static func profileDebian12(place: String) -> Target {
        Target(
            place: place,
            facts: [
                "os": "debian", "os_version": "12", "architecture": "x86_64", "systemd": "252",
            ], isAssumed: true)
    }

    /// The place as an inventory has seen it; nil where it has not.
    public static func seen(in inventory: Inventory, place: String) -> Target? {
        guard let found = inventory.places.first(where: { $0.id == place }) else { return nil }
        var target = Target(place: place, facts: found.facts, isAssumed: found.facts.isEmpty)
        if found.facts.isEmpty { target.facts = profileDebian12(place: place).facts }
        let isSource = inventory.services.allSatisfy { $0.isExternal || $0.place == place }
        for service in inventory.services where service.place == place && !isSource {
            target.takenNames.insert(service.name)
            for port in service.ports {
                guard let host = port.host else { continue }
                target.takenPorts.insert("\(port.address ?? "*"):\(host)/\(port.protocolName)")
            }
        }
        return target
    }

    /// The words `ssh` needs to reach a place; nil for this machine.
    public static func login(of place: String) -> String? {
        let host = place.split(separator: "/").first.map(String.init) ?? place
        return host.hasPrefix("ssh:") ? String(host.dropFirst(4)) : nil
    }

    /// Writes the contract's target.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("place", place)
            out.field("assumed", isAssumed)
            out.key("facts")
            out.object { out in
                for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
                    out.field(name, value)
                }
            }
        }
    }
}
