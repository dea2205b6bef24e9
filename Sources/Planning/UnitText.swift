internal import Knowledge
internal import Vocabulary

/// The unit files of one service, with keys that systemd 252 knows.
struct UnitText {
    /// Whether a schedule or program was understood.
    enum Start: Equatable {
        case understood
        case problem(String)
    }

    let files: [(name: String, text: String)]
    let start: Start

    /// Nil where what it runs is not known at all.
    init?(_ service: Service, in builder: PlanBuilder) {
        let unit = builder.unit(service)
        let program = Self.program(service, builder)
        guard let program else { return nil }
        var problem: String? = nil
        if program.contains("‹") {
            problem = "What stands in the command of \(service.name) where the value is hidden?"
        }
        let isSchedule = service.isSchedule
        var text = Self.unitSection(service, builder)
        text += Self.serviceSection(service, builder, program: program, isSchedule: isSchedule)
        if !isSchedule { text += "\n[Install]\nWantedBy=multi-user.target\n" }
        var files = [(name: "\(unit).service", text: text)]
        if isSchedule {
            let isAtBoot = service.schedule == "@reboot"
            let events = service.schedule.flatMap(Calendar.events(cron:))
            if events == nil && !isAtBoot {
                problem = "When does \(service.name) run (\(service.schedule ?? "unknown"))?"
            }
            files.append((name: "\(unit).timer", text: Self.timer(service, events ?? [])))
        }
        self.files = files
        start = problem.map { .problem($0) } ?? .understood
    }

    /// The command line: the image's own start script, or what the inventory shows.
    private static func program(_ service: Service, _ builder: PlanBuilder) -> String? {
        if builder.strategy(service) == "rootfs" { return "/bin/sh /.bedplate/start" }
        if builder.crontabLine(service) != nil { return "/bin/sh \(builder.jobFile(service))" }
        let argv = service.entrypoint + service.command
        guard let first = argv.first else { return nil }
        if service.isSchedule || !first.hasPrefix("/") {
            return "/bin/sh -c " + quote(argv.joined(separator: " "))
        }
        return argv.map(quote).joined(separator: " ")
    }

    /// A word of `ExecStart=` (systemd.service(5), *Command lines*): `%` and `$` doubled.
    static func quote(_ word: String) -> String {
        let doubled = word.replacing("%", with: "%%").replacing("$", with: "$$")
        let isPlain = doubled.allSatisfy {
            $0.isLetter || $0.isNumber || "_-./:=,+@%$".contains($0)
        }
        if isPlain && !doubled.isEmpty { return doubled }
        return "\"" + doubled.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func unitSection(_ service: Service, _ builder: PlanBuilder) -> String {
        var out = "[Unit]\n"
        out += "Description=\(service.name)\(service.image.map { " from \($0)" } ?? "")\n"
            .replacing("%", with: "%%")
        var after = ["network-online.target"]
        var wants = ["network-online.target"]
        for needed in builder.order.needs[service.id] ?? [] {
            guard let other = builder.service(needed), builder.strategy(other) != "drop",
                builder.strategy(other) != "stays-in-container", !other.isSchedule,
                builder.manager(other) == nil
            else { continue }
            after.append(builder.targetUnit(other))
            wants.append(builder.targetUnit(other))
        }
        out += "After=\(after.joined(separator: " "))\n"
        out += "Wants=\(wants.joined(separator: " "))\n"
        if service.restart.map({ $0 != "no" }) ?? false {
            out += "StartLimitIntervalSec=300\nStartLimitBurst=5\n"
        }
        return out
    }

    private static func serviceSection(
        _ service: Service, _ builder: PlanBuilder, program: String, isSchedule: Bool
    ) -> String {
        let isOneShot = isSchedule || builder.isOneShot(service)
        var out = "\n[Service]\nType=\(isOneShot ? "oneshot" : "exec")\n"
        if isOneShot && !isSchedule { out += "RemainAfterExit=yes\n" }
        if builder.strategy(service) == "rootfs" {
            out += "RootDirectory=/var/lib/machines/\(builder.unit(service))\nMountAPIVFS=yes\n"
            out += "BindReadOnlyPaths=/etc/hosts -/etc/resolv.conf\n"
            out += numbers(service)
        } else if builder.needsUser(service) {
            out += "User=\(builder.names.users[service.id] ?? "root")\n"
        } else if let user = builder.hostUser(service) {
            out += "User=\(user)\n"
        }
        if let folder = service.workingFolder, builder.strategy(service) != "rootfs" {
            out += "WorkingDirectory=\(folder.replacing("%", with: "%%"))\n"
        }
        if service.isContainer { out += "EnvironmentFile=\(builder.environmentFile(service))\n" }
        for line in builder.mountLines(service) { out += line + "\n" }
        out += "ExecStart=\(program)\n"
        if !isOneShot { out += restart(service) }
        out += "TimeoutStopSec=60\n"
        return out
    }

    /// Who a container's program runs as, where it is said in numbers: names of the image mean
    /// nothing on the host, and the step that unpacks it writes their numbers down.
    private static func numbers(_ service: Service) -> String {
        let parts = (service.user ?? "").split(separator: ":").map(String.init)
        guard let user = parts.first, UInt32(user) != nil else { return "" }
        let group = parts.dropFirst().first.flatMap { UInt32($0) == nil ? nil : $0 }
        return "User=\(user)\n" + (group.map { "Group=\($0)\n" } ?? "")
    }

    private static func restart(_ service: Service) -> String {
        let word = service.restart ?? "no"
        if word.hasPrefix("on-failure") { return "Restart=on-failure\nRestartSec=5\n" }
        return ["always", "unless-stopped"].contains(word) ? "Restart=always\nRestartSec=5\n" : ""
    }

    private static func timer(_ service: Service, _ events: [String]) -> String {
        var out = "[Unit]\nDescription=\(service.name)\n".replacing("%", with: "%%")
        out += "\n[Timer]\n"
        for event in events { out += "OnCalendar=\(event)\n" }
        if service.schedule == "@reboot" {
            out += "OnBootSec=1min\n"
        } else if events.isEmpty {
            out += "OnCalendar=*-*-* 00:00:00\n"
        }
        out += "AccuracySec=1s\n\n[Install]\nWantedBy=timers.target\n"
        return out
    }
}

extension PlanBuilder {
    /// Whether others wait for its completion: it runs once.
    func isOneShot(_ service: Service) -> Bool {
        inventory.dependencies.contains { $0.to == service.id && $0.condition == "completed" }
    }

    /// The user that a crontab or user manager runs it as.
    func hostUser(_ service: Service) -> String? {
        let group = Identifiers.group(of: service.id) ?? ""
        for word in ["cron:", "user:"] where group.hasPrefix(word) {
            return String(group.dropFirst(word.count))
        }
        return nil
    }

    /// Every path that the service sees today stays true for it.
    func mountLines(_ service: Service) -> [String] {
        guard service.isContainer else { return [] }
        return service.mounts.sorted { $0.at < $1.at }.compactMap { mount in
            guard mount.role != "socket",
                let carriage = carriages.first(where: { $0.store.id == mount.store })
            else { return nil }
            if carriage.method == .withImage { return nil }
            var isLeftBehind = false
            if case .none = carriage.method {
                guard carriage.store.itemClass == .convenience else { return nil }
                isLeftBehind = true
            }
            let from = carriage.targetPath
            guard from.hasPrefix("/"), mount.at.hasPrefix("/"), !from.contains(" "),
                !from.contains(":"), !mount.at.contains(" "), !mount.at.contains(":")
            else { return nil }
            let key = mount.isReadOnly ? "BindReadOnlyPaths" : "BindPaths"
            return "\(key)=\(isLeftBehind ? "-" : "")\(from):\(mount.at)".replacing("%", with: "%%")
        }
    }
}
