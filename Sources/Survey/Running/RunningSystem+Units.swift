import Formats
import Knowledge
import Services
import Vocabulary

extension RunningSystem {
    /// Makes units that a manager keeps and the units found in files one, and adds those that no
    /// file below the roots declares.
    mutating func joinUnits(asking look: UnitLook) {
        var known = Set(view.units.map { "\($0.group)/\($0.status.name)" })
        for unit in view.units { join(unit) }
        // A manager lists what it has loaded; what a file declares is asked for by name.
        guard view.looked(at: "units"), !view.units.isEmpty else { return }
        let declared = services.values.filter {
            $0.kinds.contains("unit") && Identifiers.group(of: $0.id) == "system"
        }.map(\.name).filter { known.insert("system/\($0)").inserted }
        for unit in look.named(declared.sorted(), group: "system") { join(unit) }
    }

    private mutating func join(_ unit: RunningView.UnitView) {
        let status = unit.status
        let id = Identifiers.service(place: place, group: unit.group, name: status.name)
        let isDeclared = services[id] != nil
        guard isDeclared || status.isWorthTelling else { return }
        guard status.load != "not-found" else {
            observe(id, rule: "unit.unknown", says: "its manager knows no unit of that name")
            return
        }
        if !isDeclared { services[id] = made(unit) }
        ofUnit["\(unit.group)/\(status.name)"] = id
        if let process = status.process { ofProcess[process] = id }
        services[id]?.isEnabled = status.enabled.flatMap(Self.isEnabled)
        observe(
            id, rule: "unit.state", says: "the manager has it \(status.active), \(status.sub)",
            at: status.file)
        if status.hasFailed {
            observe(
                id, rule: "unit.failed", says: "its last run failed: \(status.result)",
                at: status.file)
        }
        if status.isAtRest, services[id]?.isEnabled == true {
            observe(
                id, rule: "unit.stopped",
                says: "it is enabled and meant to run on, and the manager has it \(status.active)",
                at: status.file)
        }
        if status.isStale {
            observe(
                id, rule: "unit.stale",
                says: "its files changed since the manager read them", at: status.file)
        }
        for file in status.dropIns {
            observe(id, rule: "unit.drop-in", says: "laid over it", at: file)
        }
        for name in status.triggers {
            let target = Identifiers.service(place: place, group: unit.group, name: name)
            let evidence = Evidence(
                .observed, rule: "unit.triggers", says: "starts \(name)", at: status.file)
            dependencies.append(
                Dependency(from: id, to: target, kind: .schedule, evidence: [evidence]))
        }
    }

    /// Forgets edges to units that turned out to be nobody.
    mutating func dropLooseEdges() {
        let ids = Set(services.keys).union(stores.keys)
        dependencies = dependencies.filter { ids.contains($0.from) && ids.contains($0.to) }
    }

    private func made(_ unit: RunningView.UnitView) -> Service {
        let status = unit.status
        let isTimer = status.name.hasSuffix(".timer")
        var service = Service(
            place: place, group: unit.group, name: status.name,
            kinds: isTimer ? ["timer", "unit"] : ["unit"])
        service.supervisors = [unit.group == "system" ? "systemd" : "systemd-user"]
        service.command = Redaction.command(status.arguments)
        service.user = status.user
        service.workingFolder = status.workingFolder
        service.restart = status.restart
        service.schedule = status.times.isEmpty ? nil : status.times.joined(separator: "; ")
        service.definedIn = status.file.map { PathBytes($0) }
        let stem = status.name.split { $0 == "." || $0 == "@" }.first.map(String.init) ?? ""
        let program = status.arguments.first ?? ""
        let playbook =
            playbooks.playbook(forUnit: stem) ?? playbooks.playbook(forProgram: program)
        service.holdsState = playbook?.holdsState ?? false
        return service
    }

    /// The states of systemctl(1), *is-enabled*, that say whether it comes back by itself; static
    /// units and those made by programs have no say.
    private static func isEnabled(_ word: String) -> Bool? {
        switch word {
        case "enabled", "enabled-runtime", "linked", "alias": true
        case "disabled", "masked", "masked-runtime", "linked-runtime": false
        default: nil
        }
    }
}

extension UnitStatus {
    /// Whether somebody would miss it: it runs on or has failed, and is no part of every system.
    var isWorthTelling: Bool {
        guard load == "loaded", isActive || hasFailed else { return false }
        let isBrought = file?.hasPrefix("/lib/") == true || file?.hasPrefix("/usr/lib/") == true
        guard isBrought else { return file != nil || process != nil }
        if name.hasSuffix(".timer") || type == "oneshot" { return false }
        let stem = String(name.prefix { $0 != "@" && $0 != "." })
        return !name.hasPrefix("systemd-") && !Self.ofEverySystem.contains(stem)
    }

    /// Whether it is a program that runs on once it was started, and was not.
    var isAtRest: Bool {
        load == "loaded" && active == "inactive" && name.hasSuffix(".service")
            && restart != nil && type != "oneshot"
    }

    /// Services that a Debian or Fedora system has whatever it is for.
    private static let ofEverySystem: Set<String> = [
        "dbus", "dbus-broker", "getty", "serial-getty", "console-getty", "container-getty", "user",
        "user-runtime-dir", "init", "modprobe", "polkit", "polkitd", "rtkit-daemon", "udisks2",
        "accounts-daemon", "networkd-dispatcher",
    ]
}
