import Vocabulary

extension Rule {
    /// A service's user may become somebody else here.
    static let sudoReliedOn = Rule(
        "BP0608", "sudo-relied-on", "Does it need what sudo lets its user do?"
    ) { facts in
        let hosts = Dictionary(
            facts.inventory.places.compactMap { place in place.host.map { (place.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        return facts.services.compactMap { service in
            guard let user = service.user, user != "root", !service.isContainer,
                let host = hosts[service.place]
            else { return nil }
            let groups = host.groups(of: user)
            let grants = host.sudo.filter { grant in
                grant.who == user
                    || grant.who.hasPrefix("%") && groups.contains(String(grant.who.dropFirst()))
            }
            guard let first = grants.first else { return nil }
            let commands = grants.flatMap(\.commands)
            let shown = commands.prefix(2).joined(separator: ", ")
            return Finding(
                subject: service.id,
                question: "Does \(service.name) need what sudo lets \(user) do?",
                why: "\(user) may run \(shown)\(commands.count > 2 ? " and more" : "") as"
                    + " \(first.asUser): where that is not allowed too, it fails when it tries",
                severity: .low,
                evidence: grants.map {
                    Evidence(
                        .observed, rule: "sudo.grant",
                        says: "lets \($0.who) run \($0.commands.joined(separator: ", "))", at: $0.at
                    )
                })
        }
    }
}

extension HostFacts {
    /// Names of the groups a user is in, the first one included.
    func groups(of user: String) -> Set<String> {
        guard let account = users.first(where: { $0.name == user }) else { return [] }
        let own = groups.first { $0.gid == account.gid }.map { [$0.name] } ?? []
        return Set(account.groups + own)
    }
}
