import Formats
import Vocabulary

/// Asks the packet filter for its chains, by nft(8) or, where only that is there, iptables-save(8).
struct FirewallLook {
    let asking: Asking

    func look() -> (chains: [HostFacts.Chain], coverage: Place.Coverage) {
        switch ask("nft", ["--json", "list", "ruleset"]) {
        case .said(let bytes, _):
            let chains = (try? JSONDocument.read(bytes)).map(PacketFilter.read) ?? []
            return (chains.map(Self.chain), Place.Coverage(scope: "firewall", looked: true))
        case .failed(let why): return ([], refusal(why))
        case .absent: return bySaving()
        }
    }

    /// Programs of administrators are not on everybody's path.
    private func ask(_ program: String, _ words: [String]) -> Asking.Answer {
        let answer = asking.ask([program] + words)
        guard case .absent = answer else { return answer }
        return asking.ask(["/usr/sbin/" + program] + words)
    }

    private func bySaving() -> (chains: [HostFacts.Chain], coverage: Place.Coverage) {
        var chains: [HostFacts.Chain] = []
        var isThere = false
        for (program, family) in [("iptables-save", "ip"), ("ip6tables-save", "ip6")] {
            switch ask(program, []) {
            case .absent: continue
            case .failed(let why): return ([], refusal(why))
            case .said(let bytes, _):
                isThere = true
                chains += PacketFilter.read(saved: bytes, family: family).map(Self.chain)
            }
        }
        guard isThere else {
            return ([], refusal("neither nft nor iptables-save is installed"))
        }
        return (chains, Place.Coverage(scope: "firewall", looked: true))
    }

    private func refusal(_ why: String) -> Place.Coverage {
        let isForbidden = ["ermitted", "ermission", "must be root"].contains { why.contains($0) }
        return Place.Coverage(
            scope: "firewall", looked: false,
            missing: [
                .init(
                    what: "chains of the packet filter",
                    why: isForbidden
                        ? "the kernel does not show them to this user"
                        : why.isEmpty ? "no answer came" : why,
                    privilege: isForbidden ? "CAP_NET_ADMIN, or root" : nil)
            ])
    }

    private static func chain(_ chain: PacketFilter.Chain) -> HostFacts.Chain {
        HostFacts.Chain(
            family: chain.family, table: chain.table, name: chain.name, policy: chain.policy,
            rules: chain.rules)
    }
}
