internal import Knowledge
internal import Vocabulary

/// P9, P10, P11, P13, P14: what appears on the target.
extension PlanProof {
    /// What listens beyond the host was published before.
    func exposed() -> [Violation] {
        var out: [Violation] = []
        for entry in steps {
            for listener in entry.step.effects.listens where !listener.hasPrefix("127.") {
                let service = services.first { $0.id == entry.step.subject }
                let published = service?.ports.contains { port in
                    guard let host = port.host else { return false }
                    let address = Listeners.normal(port.address)
                    return listener == "\(address):\(host)/\(port.protocolName)"
                        || isMoved(listener, from: address, host)
                }
                if published != true {
                    out.append(violation("P9", entry.step.subject, "\(listener) was not published"))
                }
            }
        }
        return out
    }

    /// A collision moves a published port up a few, at the same address.
    private func isMoved(_ listener: String, from address: String, _ port: Int) -> Bool {
        guard let slash = listener.lastIndex(of: "/"),
            let colon = listener[..<slash].lastIndex(of: ":"),
            let number = Int(listener[listener.index(after: colon)..<slash])
        else { return false }
        return listener[..<colon] == address && number > port && number < port + 16
    }

    /// No two listeners, unit files, paths or users are the same.
    func colliding() -> [Violation] {
        var out: [Violation] = []
        var listeners: [String: String] = [:]
        for entry in steps where entry.step.purpose == .start {
            for listener in entry.step.effects.listens {
                if let other = listeners[listener], other != entry.step.subject {
                    out.append(violation("P10", entry.step.subject, "\(listener) is \(other)'s"))
                }
                listeners[listener] = entry.step.subject
            }
        }
        let writes = steps.filter { $0.stage == .install }.flatMap { entry in
            entry.step.effects.writes.filter { $0 != "\(plan.target.place):/etc/hosts" }
        }
        for (path, all) in Dictionary(grouping: writes, by: { $0 }) where all.count > 1 {
            out.append(violation("P10", path, "two steps write it"))
        }
        for (user, all) in Dictionary(grouping: users, by: { $0 }) where all.count > 1 {
            out.append(violation("P10", user, "two users have the name"))
        }
        return out
    }

    /// What an action visibly does is among its effects.
    func declared() -> [Violation] {
        var out: [Violation] = []
        for entry in steps {
            let effects = entry.step.effects
            switch entry.step.action {
            case .install(_, let to, _, _):
                if !effects.writes.contains(where: { $0.hasSuffix(":" + to) }) {
                    out.append(violation("P11", entry.step.id, "writes \(to) unsaid"))
                }
            case .unit(_, let verb, _), .container(_, let verb):
                let said = verb == "start" ? effects.starts : effects.stops
                if said.isEmpty { out.append(violation("P11", entry.step.id, "\(verb) unsaid")) }
            case .copy(_, let to, _):
                if !effects.writes.contains(where: { Self.holds($0, to) }) {
                    out.append(violation("P11", entry.step.id, "writes \(to) unsaid"))
                }
            case .derive(let derivation):
                if !effects.writes.contains(where: { Self.holds($0, derivation.to) }) {
                    out.append(violation("P11", entry.step.id, "writes \(derivation.to) unsaid"))
                }
            case .run, .dump, .load, .wait, .ask, .alert, .nothing, .impossible: break
            }
            if let operand = entry.step.action.operand, plan.file(operand) == nil {
                out.append(violation("P11", entry.step.id, "its operand \(operand) is missing"))
            }
        }
        return out
    }

    /// Whether PLACE`:`PATH is a path, or a folder that holds it.
    private static func holds(_ written: String, _ path: String) -> Bool {
        guard let colon = written.firstRange(of: ":/")?.lowerBound else { return false }
        let folder = written[written.index(after: colon)...]
        return path == folder || path.hasPrefix(folder + "/")
    }

    /// The lints of unit files; systemd's own verification is a test.
    func units() -> [Violation] {
        let users = Set(users)
        let derived = Set(
            steps.compactMap { entry -> String? in
                guard case .derive(let derivation) = entry.step.action else { return nil }
                return derivation.to
            })
        var out: [Violation] = []
        for file in plan.files where file.path.hasPrefix("files/systemd/") {
            let lint = UnitLint(users: users.union(hostUsers), files: derived)
            for finding in lint.findings(String(decoding: file.bytes, as: UTF8.self)) {
                out.append(violation("P13", file.path, finding))
            }
        }
        return out
    }

    /// Names of the users that the plan makes (sysusers.d(5)).
    private var users: [String] {
        let text = String(
            decoding: plan.file("files/sysusers/bedplate.conf")?.bytes ?? [], as: UTF8.self)
        return text.split(separator: "\n").compactMap {
            $0.split(separator: " ").dropFirst().first.map(String.init)
        }
    }

    /// Users that crontabs and user managers of the source name: preparing them is a question.
    private var hostUsers: Set<String> {
        Set(
            services.compactMap { service in
                let group = Identifiers.group(of: service.id) ?? ""
                guard group.hasPrefix("cron:") || group.hasPrefix("user:") else { return nil }
                return String(group.dropFirst(5))
            })
    }

    /// A packaged server is no older than the one that wrote the dump.
    func gates() -> [Violation] {
        var out: [Violation] = []
        for strategy in plan.strategies where strategy.strategy == "package" {
            guard let service = services.first(where: { $0.id == strategy.service }),
                service.isContainer, let image = service.image.flatMap(ImageReference.init),
                let playbook = strategy.playbook.flatMap({ Playbooks.shipped[id: $0] }),
                playbook.holdsState == true, let package = playbook.package
            else { continue }
            let numbers = playbook.engine == "postgresql" ? 1 : 2
            let major = package.version.split(separator: ".").prefix(numbers)
                .joined(separator: ".")
            if image.version.isEmpty || PlaybookGate.isAbove(image.version, limit: major) {
                out.append(violation("P14", service.id, "\(package.name) may not read its data"))
            }
        }
        return out
    }
}
