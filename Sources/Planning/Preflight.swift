internal import Knowledge
internal import Vocabulary

extension Action {
    /// A line of shell that only looks.
    static func look(_ text: String) -> Action {
        .run(argv: ["bash", "-euo", "pipefail", "-c", text])
    }
}

/// Looks before anything is touched: each assumption of the plan is a check.
extension PlanBuilder {
    mutating func buildPreflight() {
        addTargetFacts()
        addRoom()
        for place in sources { addSourceTools(place) }
        var seen: Set<String> = []
        for listener in listeners.all where !isInPlace && seen.insert(listener.text).inserted {
            addFreePort(listener)
        }
        for service in kept { addRunningVersion(service) }
        for broken in order.broken { explain(broken) }
    }

    private mutating func addTargetFacts() {
        var checks = [
            Check(
                "os", .look(". /etc/os-release && echo \"$ID $VERSION_ID\""),
                .equals("debian 12"), proves: "the target is Debian 12"),
            Check(
                "architecture", .look("uname --machine"),
                .equals(target.facts["architecture"] ?? "x86_64"),
                proves: "programs built for the source run there"),
            Check(
                "systemd", .look("systemctl --version | head -n 1 | cut -d ' ' -f 2"),
                .matches("25[2-9].*|2[6-9][0-9].*"), proves: "every key of the units is known"),
            Check(
                "root", .look("id --user"), .equals("0"),
                proves: "users, units and packages can be added"),
        ]
        if !isInPlace {
            checks.append(
                Check(
                    "fresh", .look("test ! -e \(Self.exports)/COMPLETE"),
                    proves: "no earlier run has been through here"))
        }
        var step = Step(
            "preflight/check/target", .check, "the target is what the plan assumes",
            subject: target.place, place: target.place, action: checks[0].probe, verify: checks,
            rollback: .nothing(because: "it only looks"))
        if target.isAssumed {
            step.evidence = [
                Evidence(
                    .declared, rule: "target.profile", says: "nobody has looked at the target yet")
            ]
        }
        add(step, to: .preflight)
    }

    /// Bytes that will lie on the target: exports and what they become.
    var bytesToCarry: UInt64 {
        let items = roots.flatMap(\.items).filter(MovingRoot.isCarried).reduce(0) { $0 + $1.size }
        let stores = carriages.filter(\.isCarried).reduce(0) { $0 + ($1.store.bytes ?? 0) }
        return items + stores
    }

    private mutating func addRoom() {
        let needed = max(bytesToCarry * 3 / 1024, 1_048_576)
        let check = Check(
            "room",
            .look(
                "test \"$(df --output=avail /var/lib | tail -n 1)\" -ge \(needed) && echo enough"),
            .equals("enough"),
            proves: "three times what is carried fits below /var/lib (\(needed) KiB)",
            doesNotProve: "sizes of stores that nobody could measure")
        add(
            Step(
                "preflight/check/room", .check, "there is room on the target",
                subject: target.place, place: target.place, action: check.probe, verify: [check],
                rollback: .nothing(because: "it only looks")), to: .preflight)
    }

    private mutating func addSourceTools(_ place: String) {
        let here = services.filter { $0.place == place }
        var tools = ["tar", "sha256sum", "find", "xargs"]
        if here.contains(where: \.isContainer) { tools.append("docker") }
        if carriages.contains(where: { $0.method == .sqlite }) { tools.append("sqlite3") }
        let check = Check(
            "tools",
            .look("for tool in \(tools.joined(separator: " ")); do command -v \"$tool\"; done"),
            proves: "every program that the plan runs there is there")
        var step = Step(
            "preflight/check/\(slug(place))", .check, "the source can be worked on",
            subject: place, place: place, action: check.probe, verify: [check],
            rollback: .nothing(because: "it only looks"))
        step.verify.append(
            Check("root", .look("id --user"), .equals("0"), proves: "every file can be read"))
        add(step, to: .preflight)
    }

    private mutating func addFreePort(_ listener: Listeners.Listener) {
        let flag = listener.protocolName == "udp" ? "--udp" : "--tcp"
        let check = Check(
            "free",
            .look(
                "ss --no-header --listening --numeric \(flag) 'sport = :\(listener.port)' | wc -l"),
            .equals("0"), proves: "nothing else listens on port \(listener.port)")
        add(
            Step(
                "preflight/check/port-\(listener.port)-\(listener.protocolName)-\(slug(listener.address))",
                .check, "port \(listener.port) is free on the target", subject: listener.service,
                place: target.place, action: check.probe, verify: [check],
                rollback: .nothing(because: "it only looks")), to: .preflight)
    }

    /// The version gate, asked of what really runs.
    private mutating func addRunningVersion(_ service: Service) {
        guard recovery == nil, service.isContainer, let playbook = playbook(service),
            let image = service.image.flatMap(ImageReference.init),
            let major = image.version.first, !playbook.procedures.version.isEmpty
        else { return }
        let text =
            SourceText.container(service) + "\n"
            + CommandText(playbook.procedures, containerContext(playbook, "$c"))
            .text(playbook.procedures.version)
        let check = Check(
            "version", .look(text), .matches("\(major)([.].*)?"),
            proves: "what runs is version \(major), as the image says")
        var step = Step(
            "preflight/check/version-\(unit(service))", .check,
            "\(service.name) runs the version its image names", subject: service.id,
            place: service.place, action: check.probe, verify: [check],
            rollback: .nothing(because: "it only looks"))
        step.evidence = [PlanFacts.image(service)]
        add(step, to: .preflight)
    }

    private mutating func explain(_ broken: Dependency) {
        ask(
            broken.from,
            "\(Identifiers.name(of: broken.from)) and \(Identifiers.name(of: broken.to)) need "
                + "each other; may \(Identifiers.name(of: broken.from)) start first?",
            because: "a circle has no first; the plan leaves out its weakest edge "
                + "(\(broken.kind.rawValue), \(broken.strength.rawValue))")
    }

    /// A word for a place or an address that fits into an id.
    func slug(_ text: String) -> String { text == "*" ? "any" : TargetNames.clean(text) }

    /// Commands run inside a container whose id is in a shell variable.
    func containerContext(_ playbook: Playbook, _ id: String) -> CommandContext {
        var before = "docker exec --interactive \"\(id)\""
        if let inside = playbook.procedures.inside {
            before += " sh -c \(ShellText.quote(inside)) sh"
        }
        return CommandContext(
            before: before, connect: playbook.procedures.connect["container"] ?? [])
    }
}
