internal import Knowledge
internal import Vocabulary

extension Action {
    /// A line of shell that is tried again, for a minute, until it succeeds; what is seen is seen
    /// at the last try.
    static func patient(_ text: String) -> Action { .look(patiently(text)) }

    /// Text that is tried until it succeeds.
    static func patiently(_ text: String, seconds: Int = 60) -> String {
        """
        look() {
          \(text)
        }
        for _ in $(seq \(seconds)); do if look > /dev/null 2>&1; then break; fi; sleep 1; done
        look
        """
    }
}

/// How a service is told to start and to stop on the target, and what shows that it runs.
extension PlanBuilder {
    /// Whether only its runtime or a person can start it.
    func isByHand(_ service: Service) -> Bool {
        service.kinds.contains("agent-schedule") || service.kinds.contains("mcp")
            || (service.kinds == ["process"]
                && (!service.environment.isEmpty || UnitText(service, in: self) == nil))
    }

    func startAction(_ service: Service, _ name: String) -> Action {
        if service.kinds.contains("agent-schedule") {
            return .ask(question: "Let the job \(service.name) run again in its runtime. Done?")
        }
        if service.kinds.contains("mcp") {
            return .ask(
                question: "\(service.name) is started by its client. Does the client list it?")
        }
        if isByHand(service) {
            return .ask(question: "Start \(service.name) on the target. Started?")
        }
        if strategy(service) == "stays-in-container" {
            let group = Identifiers.group(of: service.id) ?? ""
            return .container(name: "\(group)/\(service.name)", verb: "start")
        }
        let (control, quoted) = (ActionText.control(manager(service)), ShellText.quote(name))
        // A user's units come with the user's files, after the manager has begun.
        var ready = manager(service).map { _ in "\(control) daemon-reload\n" } ?? ""
        if strategy(service) == "package" { ready += "\(control) unmask \(quoted)\n" }
        if isTimed(service) {
            return .look("\(ready)\(control) show --property=LoadState \(quoted) > /dev/null")
        }
        if service.hasFailed { return .look("\(ready)\(control) start \(quoted) || true") }
        if !ready.isEmpty { return .look("\(ready)\(control) start \(quoted)") }
        return .unit(name: name, verb: "start", user: manager(service))
    }

    func stopAction(_ service: Service, _ name: String) -> Action {
        if isByHand(service) {
            return .ask(question: "Stop \(service.name) on the target. Stopped?")
        }
        if strategy(service) == "stays-in-container" {
            let group = Identifiers.group(of: service.id) ?? ""
            return .container(name: "\(group)/\(service.name)", verb: "stop")
        }
        let quoted = ShellText.quote(name)
        var forget = service.hasFailed ? "; \(control(service)) reset-failed \(quoted)" : ""
        if strategy(service) == "package" { forget += "; systemctl mask \(quoted)" }
        return .look(
            ifThere(service) + "; then \(control(service)) stop \(quoted)\(forget); fi")
    }

    /// Shell text that begins a command for a unit which may be gone already.
    func ifThere(_ service: Service) -> String {
        "if [ \"$(\(control(service)) show --property=LoadState --value "
            + "\(ShellText.quote(targetUnit(service))))\" = loaded ]"
    }

    func control(_ service: Service) -> String { ActionText.control(manager(service)) }

    /// Whether a timer that moves too runs it: it starts at its time, not at the cutover.
    func isTimed(_ service: Service) -> Bool {
        isHostUnit(service)
            && inventory.dependencies.contains { edge in
                edge.kind == .schedule && edge.to == service.id
                    && kept.contains { $0.id == edge.from && $0.isSchedule }
            }
    }

    /// What shows that systemd keeps a service as it is meant to be.
    func runningChecks(_ service: Service) -> [Check] {
        runningCheck(service, patience: 60).map { [$0] } ?? []
    }

    /// Whether its unit is as it is meant to be; nil where no unit runs it.
    func runningCheck(_ service: Service, patience: Int) -> Check? {
        guard strategy(service) != "stays-in-container", !isByHand(service) else { return nil }
        let name = targetUnit(service)
        let (control, quoted) = (ActionText.control(manager(service)), ShellText.quote(name))
        if isTimed(service) {
            return Check(
                "loaded", .look("\(control) show --property=LoadState --value \(quoted)"),
                .equals("loaded"), proves: "\(name) is there for its timer",
                doesNotProve: "that it does its work; its next run shows that")
        }
        if service.hasFailed {
            return Check(
                "as-before",
                .look("\(control) is-failed \(quoted)"), .equals("failed"),
                proves: "\(name) fails as it failed on the source",
                doesNotProve: "that it fails for the same reason")
        }
        let show = "\(control) show --value \(quoted) --property"
        let active =
            isHostUnit(service)
            ? "{ [ \"$(\(show)=ActiveState)\" = active ] || "
                + "[ \"$(\(show)=Type) $(\(show)=Result)\" = 'oneshot success' ]; } && echo active"
            : "\(control) is-active \(quoted)"
        return Check(
            "active", patience > 0 ? .patient(active) : .look(active), .equals("active"),
            level: 3, proves: "systemd keeps \(name) running",
            doesNotProve: "that it does its work")
    }
}
