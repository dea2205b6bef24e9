public import Planning
internal import Vocabulary

/// What whoever carries a plan out lives in and depends on: what may not be taken down by them.
public struct SelfSet: Equatable, Sendable {
    /// Ids of the places that are the machine this process runs on, however they are reached.
    public var places: Set<String>
    /// Ids or names of containers this process runs in, the whole id where it is known.
    public var containers: Set<String> = []
    /// Names of the units this process runs in.
    public var units: Set<String> = []
    /// Ids of services that the process depends on, such as the model it is spoken through.
    public var services: Set<String> = []
    /// Whether this process came over SSH.
    public var cameOverSSH = false

    /// Whoever runs on that place.
    public init(place: String) {
        places = [place]
    }

    /// The containers and units that a process is in, as its cgroup(5) has them.
    public mutating func take(cgroup: String) {
        for part in cgroup.split(whereSeparator: { $0 == "/" || $0 == "\n" || $0 == ":" }) {
            let bare = part.hasSuffix(".scope") ? part.dropLast(6) : part
            let id = bare.split(separator: "-").last ?? bare
            if id.utf8.count == 64, id.allSatisfy(\.isHexDigit) { containers.insert(String(id)) }
            if part.hasSuffix(".service"), !part.hasPrefix("user@") { units.insert(String(part)) }
        }
    }

    /// Why a step would take this process down; nil where it would not, as far as can be told.
    ///
    /// - Parameter container: the whole id of a service's container; nil where it has none.
    public func danger(_ step: Step, container: (String) -> String?) -> String? {
        for service in step.effects.stops + step.effects.deletes {
            if services.contains(service) {
                return "\(Identifiers.name(of: service)) is what this process depends on"
            }
            if let id = container(service), containers.contains(id) {
                return "this process runs inside \(Identifiers.name(of: service))"
            }
            if places.contains(step.place), isOwnUnit(Identifiers.name(of: service)) {
                return "this process runs under \(Identifiers.name(of: service))"
            }
        }
        if cameOverSSH, places.contains(step.place), touchesTheWayIn(step) {
            return "this process came over the connection that the step may cut"
        }
        return nil
    }

    private func isOwnUnit(_ name: String) -> Bool {
        units.contains(name) || units.contains(name + ".service")
    }

    private func touchesTheWayIn(_ step: Step) -> Bool {
        let ways = ["ssh", "sshd", "ssh.service", "sshd.service", "networking", "systemd-networkd"]
        if case .unit(let name, let verb, _) = step.action, verb != "start", ways.contains(name) {
            return true
        }
        return step.effects.stops.contains { ways.contains(Identifiers.name(of: $0)) }
            || step.effects.writes.contains {
                $0.contains(":/etc/ssh/") || $0.contains(":/etc/network")
            }
    }
}
