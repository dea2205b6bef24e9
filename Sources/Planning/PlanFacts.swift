internal import Vocabulary

/// The facts a step may rest on, each said in the same words when a plan is made and when it is
/// looked at again.
enum PlanFacts {
    static let rules = [
        "plan.image", "plan.service", "plan.ports", "plan.schedule", "plan.mounts", "plan.needs",
        "plan.store", "plan.item", "plan.variables", "plan.services", "plan.told",
    ]

    static func image(_ service: Service) -> Evidence {
        fact("plan.image", service.image ?? "no image", service.id)
    }

    static func service(_ service: Service) -> [Evidence] {
        let ports = service.ports.map {
            "\($0.address ?? "*"):\($0.host ?? 0)>\($0.container)/\($0.protocolName)"
        }.sorted().joined(separator: " ")
        let mounts = service.mounts.map { "\($0.store)>\($0.at)" }.sorted().joined(separator: " ")
        var out = [
            fact("plan.service", service.kinds.joined(separator: ", "), service.id),
            fact("plan.ports", ports.isEmpty ? "no port" : ports, service.id),
            fact("plan.mounts", mounts.isEmpty ? "no mount" : mounts, service.id),
        ]
        if let schedule = service.schedule {
            out.append(fact("plan.schedule", schedule, service.id))
        }
        return out
    }

    static func needs(_ service: String, _ needed: String) -> Evidence {
        Evidence(.inferred, rule: "plan.needs", says: needed, at: service)
    }

    static func store(_ store: Store) -> Evidence {
        var says = "\(store.kind.rawValue), \(store.itemClass.rawValue)"
        if let engine = store.engine { says += ", \(engine)" }
        if let version = store.version { says += " \(version)" }
        return fact("plan.store", says, store.id)
    }

    static func item(_ item: Item) -> Evidence {
        let says =
            "\(item.type.word), \(item.verdict.itemClass.rawValue), "
            + item.verdict.export.rawValue
        return fact("plan.item", says, item.id)
    }

    /// The rule of a root whose paths are copied by a list; the lists themselves are compared.
    static let rootRule = "plan.root"

    static func root(_ id: String, _ items: [Item]) -> Evidence {
        fact(rootRule, "\(items.count) paths, by the list", id)
    }

    /// The rule of beds of growth: additions there are copied too.
    static let growthRule = "plan.growth"

    static func growth(_ id: String, _ bed: GrowthBed) -> Evidence {
        Evidence(.inferred, rule: growthRule, says: bed.says, at: id)
    }

    static func variables(_ service: Service) -> Evidence {
        fact("plan.variables", service.environment.joined(separator: " "), service.id)
    }

    static func told(_ service: Service) -> Evidence {
        let words = service.entrypoint + service.command
        return fact(
            "plan.told", words.isEmpty ? "nothing" : words.joined(separator: " "), service.id)
    }

    static func services(_ services: [Service]) -> Evidence {
        let ids = services.map(\.id).sorted().joined(separator: "\n")
        let digest = SHA256.digest(ids).hexadecimal
        return fact("plan.services", "\(services.count) services, \(digest)", "services")
    }

    private static func fact(_ rule: String, _ says: String, _ at: String) -> Evidence {
        Evidence(.observed, rule: rule, says: says, at: at)
    }
}
