internal import Knowledge
internal import Vocabulary

/// Puts programs, users, units and configuration on the target; nothing of it starts yet.
extension PlanBuilder {
    mutating func buildInstall() {
        addPackages()
        addUsers()
        addHosts()
        addExposure()
        for service in kept.sorted(by: { $0.id < $1.id }) { addService(service) }
        if !ids(.install).isEmpty { addReload() }
    }

    /// What must be there before anything is installed from it.
    var arrived: [String] { ids(.transfer) + ids(.prepare) }

    /// Debian packages that the strategies need, sorted.
    var packages: [String] {
        var out: Set<String> = []
        for service in kept {
            switch strategy(service) {
            case "package":
                if let package = playbook(service)?.package {
                    out.formUnion([package.name] + package.others)
                }
            case "stays-in-container": out.formUnion(["docker.io", "docker-compose"])
            default: break
            }
        }
        if out.contains(where: { $0.hasPrefix("postgresql") }) { out.insert("locales-all") }
        if carriages.contains(where: { $0.method == .sqlite }) { out.insert("sqlite3") }
        if !filtered.isEmpty { out.insert("nftables") }
        return out.sorted()
    }

    private mutating func addPackages() {
        guard !packages.isEmpty else { return }
        let id = "install/install/packages"
        let names = packages.joined(separator: " ")
        var step = Step(
            id, .install, "install \(packages.joined(separator: ", "))", subject: target.place,
            place: target.place,
            action: run(id, installText(names)),
            verify: [
                Check(
                    "installed", .look("dpkg-query --show \(names) > /dev/null"),
                    proves: "every package is there")
            ] + packageMaskChecks,
            rollback: .nothing(
                because: isInPlace
                    ? "they go when everything else is undone"
                    : "packages that nothing starts harm nobody: their units stay masked"))
        step.precondition = packageIdleChecks
        step.needs = arrived
        step.timeoutSeconds = 1800
        step.estimateSeconds = 120
        step.retries = 2
        add(step, to: .install)
        addGuardRemoval()
    }

    /// Users for services that run as themselves, and the people whose crontabs and unit managers
    /// move, under the numbers that own their files (sysusers.d(5)).
    private mutating func addUsers() {
        let own = kept.filter { needsUser($0) }.sorted { $0.id < $1.id }
        var lines = own.map { service in
            "u \(names.users[service.id] ?? "") - \"\(service.name)\" /var/lib/\(unit(service))"
        }
        let people = isInPlace ? [] : Set(kept.compactMap(hostUser)).subtracting(["root"]).sorted()
        for person in people {
            let number = people.count == 1 ? ownerNumber.map(String.init) ?? "-" : "-"
            lines.append("u \(person) \(number) \"\(person)\" /home/\(person) /bin/bash")
        }
        guard !lines.isEmpty else { return }
        file("files/sysusers/bedplate.conf", lines.joined(separator: "\n") + "\n")
        let id = "install/install/users"
        let all = own.map { names.users[$0.id] ?? "" } + people
        var step = Step(
            id, .install, "a user for each service that needs one", subject: target.place,
            place: target.place, action: run(id, usersText(people)),
            verify: [
                Check(
                    "known", .look("getent passwd \(all.joined(separator: " ")) > /dev/null"),
                    proves: "every user is known")
            ],
            rollback: .nothing(because: "a user that nothing runs as harms nobody"))
        step.precondition = numberChecks(people)
        step.needs = arrived
        step.effects.writes = ["\(target.place):/etc/sysusers.d/bedplate.conf"]
        add(step, to: .install)
    }

    private func usersText(_ people: [String]) -> String {
        var lines = [
            "install -D --mode 0644 \(Self.folder)/files/sysusers/bedplate.conf "
                + "/etc/sysusers.d/bedplate.conf",
            "systemd-sysusers /etc/sysusers.d/bedplate.conf",
        ]
        for person in people {
            lines.append("install --directory --owner \(person) --group \(person) /home/\(person)")
            if kept.contains(where: { manager($0) == person }) {
                lines.append("loginctl enable-linger \(person)")
            }
        }
        return lines.joined(separator: "\n")
    }

    private func numberChecks(_ people: [String]) -> [Check] {
        guard people.count == 1, let number = ownerNumber else { return [] }
        return [
            Check(
                "number",
                .look("{ getent passwd \(number) || true; } | cut -d : -f 1"),
                .matches("(\(people[0]))?"),
                proves: "the number \(number), which owns the files, is nobody else's there")
        ]
    }

    /// The number of the person who owns most of what moves; nil where root does.
    private var ownerNumber: UInt32? {
        var counts: [UInt32: Int] = [:]
        for item in roots.flatMap(\.items) where item.uid >= 1000 && item.uid < 60000 {
            counts[item.uid, default: 0] += 1
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// Only programs that Bedplate's own unit runs on the bare host get a user of their own.
    func needsUser(_ service: Service) -> Bool {
        strategy(service) == "vendor-binary"
            || (strategy(service) == "runtime" && service.isContainer)
    }

    /// The names that services call each other by keep their meaning (hosts(5)).
    private mutating func addHosts() {
        var lines: Set<String> = []
        for service in kept where service.isContainer && !listeners.of(service.id).isEmpty {
            for name in [service.name] + service.aliases where !name.contains("/") {
                lines.insert("127.0.0.1 \(name)")
            }
        }
        guard !lines.isEmpty else { return }
        let text =
            "# bedplate begin\n" + lines.sorted().joined(separator: "\n")
            + "\n# bedplate end\n"
        file("files/hosts/bedplate.hosts", text)
        let id = "install/install/hosts"
        let remove = "sed --in-place '/^# bedplate begin$/,/^# bedplate end$/d' /etc/hosts"
        let name = lines.sorted()[0].split(separator: " ")[1]
        var step = Step(
            id, .install, "names of containers mean this host", subject: target.place,
            place: target.place,
            action: run(
                id, "\(remove)\ncat \(Self.folder)/files/hosts/bedplate.hosts >> /etc/hosts"),
            verify: [
                Check(
                    "resolves",
                    .look("getent hosts \(ShellText.quote(String(name))) | cut -d ' ' -f 1"),
                    .equals("127.0.0.1"), proves: "the first of the names means this host")
            ],
            rollback: run(id + "-undo", remove))
        step.needs = arrived
        step.effects.writes = ["\(target.place):/etc/hosts"]
        add(step, to: .install)
    }

    private mutating func addReload() {
        var step = Step(
            "install/switch/reload", .switch, "systemd reads the new units",
            subject: target.place, place: target.place,
            action: .run(argv: ["systemctl", "daemon-reload"]),
            verify: [
                Check(
                    "sound", .look(verifyUnits), proves: "systemd understands every unit",
                    doesNotProve: "that users and files that a unit names are there")
            ],
            rollback: .run(argv: ["systemctl", "daemon-reload"]))
        step.needs = ids(.install)
        add(step, to: .install)
    }

    private var verifyUnits: String {
        let own = files.keys.filter { $0.hasPrefix("files/systemd/") && !$0.contains(".d/") }
            .sorted().compactMap { $0.split(separator: "/").last.map(String.init) }
        guard !own.isEmpty else { return "systemctl is-system-running || true" }
        return "systemd-analyze verify --recursive-errors=yes "
            + own.map { "/etc/systemd/system/\(ShellText.quote($0))" }.joined(separator: " ")
    }
}
