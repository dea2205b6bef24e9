public import Vocabulary

/// Where every service listens on the target, without collision and never more widely than today.
public struct Listeners: Equatable, Sendable {
    /// One listener on the target.
    public struct Listener: Hashable, Comparable, Sendable {
        /// Id of the service.
        public var service: String
        /// The port inside its container today.
        public var inside: Int
        /// Address on the target; `*` for all.
        public var address: String
        /// Port on the target, as it is reached at that address.
        public var port: Int
        /// Port the program itself binds; another one is led there by the host's packet filter.
        public var bound: Int
        /// `tcp` or `udp`.
        public var protocolName: String
        /// Whether it was published by the source's host.
        public var wasPublished: Bool

        /// By service, port, address.
        public static func < (left: Listener, right: Listener) -> Bool {
            (left.service, left.inside, left.protocolName, left.address, left.port) < (
                right.service, right.inside, right.protocolName, right.address, right.port
            )
        }

        /// `ADDRESS:PORT/PROTOCOL`.
        public var text: String { "\(address):\(port)/\(protocolName)" }
    }

    /// Sorted.
    public let all: [Listener]

    /// Places the ports of services: published ones where they are published, the others on
    /// 127.0.0.1; whoever comes later by id moves to the next free port.
    ///
    /// A service in `fixed` binds its inside port on every address, whatever it is told; the
    /// packet filter narrows it.
    public init(
        _ services: [Service], fallback: (Service) -> [Service.Port], fixed: Set<String>,
        taken: Set<String>
    ) {
        var used: [(address: String, port: Int, protocolName: String)] = taken.compactMap(Self.read)
        var out: [Listener] = []
        let sorted = services.sorted { $0.id < $1.id }
        for isPublished in [true, false] {
            for service in sorted {
                for port in Self.ports(service, fallback) where (port.host != nil) == isPublished {
                    let isFixed = fixed.contains(service.id)
                    out.append(Self.place(port, of: service, isFixed: isFixed, out, &used))
                }
            }
        }
        all = out.sorted()
    }

    /// The listeners of one service.
    public func of(_ service: String) -> [Listener] { all.filter { $0.service == service } }

    /// A port that is published twice listens once per publication; one that is published is not
    /// placed again as an exposed one.
    private static func ports(
        _ service: Service, _ fallback: (Service) -> [Service.Port]
    ) -> [Service.Port] {
        let all = service.ports.isEmpty ? fallback(service) : service.ports
        let published = Set(all.filter { $0.host != nil }.map(\.container))
        var seen: Set<Service.Port> = []
        return all.filter { port in
            (port.host != nil || !published.contains(port.container)) && seen.insert(port).inserted
        }.sorted {
            ($0.container, $0.host ?? 0, $0.address ?? "") < (
                $1.container, $1.host ?? 0, $1.address ?? ""
            )
        }
    }

    private static func place(
        _ port: Service.Port, of service: Service, isFixed: Bool, _ placed: [Listener],
        _ used: inout [(address: String, port: Int, protocolName: String)]
    ) -> Listener {
        let address = port.host == nil ? "127.0.0.1" : normal(port.address)
        func free(_ wanted: Int, at address: String) -> Int {
            var number = wanted
            while number < 65535,
                used.contains(where: {
                    $0.port == number && $0.protocolName == port.protocolName
                        && overlap($0.address, address)
                })
            {
                number += 1
            }
            used.append((address, number, port.protocolName))
            return number
        }
        var out = Listener(
            service: service.id, inside: port.container, address: address, port: port.container,
            bound: port.container, protocolName: port.protocolName,
            wasPublished: port.host != nil)
        guard isFixed else {
            out.port = free(port.host ?? port.container, at: address)
            out.bound = out.port
            return out
        }
        let same = placed.first { $0.service == service.id && $0.inside == port.container }
        out.bound = same?.bound ?? free(port.container, at: "*")
        let wanted = port.host ?? out.bound
        out.port = wanted == out.bound ? wanted : free(wanted, at: address)
        return out
    }

    /// Whether two addresses can be reached by the same packet.
    static func overlap(_ left: String, _ right: String) -> Bool {
        left == right || left == "*" || right == "*"
    }

    static func normal(_ address: String?) -> String {
        guard let address, !["", "0.0.0.0", "::", "*"].contains(address) else { return "*" }
        return address
    }

    private static func read(
        _ text: String
    ) -> (address: String, port: Int, protocolName: String)? {
        guard let slash = text.lastIndex(of: "/"), let colon = text[..<slash].lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)..<slash])
        else { return nil }
        return (
            normal(String(text[..<colon])), port, String(text[text.index(after: slash)...])
        )
    }
}
