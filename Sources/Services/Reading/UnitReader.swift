import Formats
import Knowledge
import Vocabulary

/// Reads systemd units below the roots into drafts.
struct UnitReader {
    let documents: any Documents
    let playbooks: Playbooks
    private let homes: Homes
    private let enablement: UnitEnablement

    init(documents: any Documents, playbooks: Playbooks) {
        self.documents = documents
        self.playbooks = playbooks
        homes = Homes(documents)
        enablement = UnitEnablement(documents)
    }

    /// A unit with its drop-ins, before it is told as a service.
    struct Unit {
        let path: PathBytes
        let name: String
        let file: UnitFile
        let isUser: Bool
        let home: PathBytes?
        let group: String
    }

    private static let suffixes = [".service", ".timer", ".socket", ".path"]

    /// All units that are live, each name once: not a backup, an example, or a template of another
    /// tool; with those that only drop-ins tell of, and the instances that others name.
    func units() -> (units: [Unit], problems: [Problem]) {
        let paths = documents.files.filter { path in
            (Self.isUnit(path.name.text) || Self.isQuadlet(path)) && !path.text.contains(".wants/")
                && !path.text.contains(".requires/") && !documents.isCopy(path)
        }
        var extras = UnitDropIns(documents)
        var found: [Unit] = []
        var problems: [Problem] = []
        for path in paths.sorted(by: UnitPlaces.precedes) {
            guard let bytes = documents.bytes(of: path) else { continue }
            let own = UnitFile(bytes)
            guard own.entries.contains(where: { Self.sections.contains($0.section) }) else {
                continue
            }
            let file = extras.taken(for: path).reduce(own) { $0.extended(by: $1) }
            problems += file.faults.map {
                Problem(
                    place: documents.place, path: path, what: "line \($0.line): \($0.message)",
                    code: "unit")
            }
            let unit = unit(path, file)
            if !found.contains(where: { $0.name == unit.name && $0.group == unit.group }) {
                found.append(unit)
            }
        }
        for (path, file) in extras.alone() { found.append(unit(path, file)) }
        return (found + UnitInstances(found).named(also: enablement.links), problems)
    }

    private static let sections = [
        "Unit", "Service", "Timer", "Socket", "Path", "Install", "Container",
    ]

    /// Whether a name is a unit's of the kinds that run something.
    static func isUnit(_ name: String) -> Bool {
        suffixes.contains { name.hasSuffix($0) && name.count > $0.count }
    }

    private static func isQuadlet(_ path: PathBytes) -> Bool {
        path.name.text.hasSuffix(Quadlet.suffix) && Quadlet.isPlace(path)
    }

    private func unit(_ path: PathBytes, _ file: UnitFile) -> Unit {
        let home =
            homes.folder(above: path, marker: ".config/systemd/user")
            ?? homes.folder(above: path, marker: ".local/share/systemd/user")
            ?? homes.folder(above: path, marker: ".config/containers/systemd")
        let isUser =
            home != nil || path.text.contains("/systemd/user/")
            || (file.value("Install", "WantedBy")?.contains("default.target") ?? false)
                && !path.text.contains("/system/")
        let group: String
        if isUser {
            let base = home ?? documents.roots.first { path.isWithin($0) } ?? path.folder
            group = "user:" + homes.user(of: base)
        } else {
            group = "system"
        }
        let isDropIn = path.folder.name.text.hasSuffix(".d") && !Self.isUnit(path.name.text)
        let own =
            Self.isQuadlet(path)
            ? path.name.text.dropLast(Quadlet.suffix.count) + ".service" : path.name.text
        let name = isDropIn ? String(path.folder.name.text.dropLast(2)) : own
        return Unit(
            path: path, name: name, file: file, isUser: isUser, home: home, group: group)
    }

    /// The draft of a service unit or timer.
    func draft(_ unit: Unit) -> ServiceDraft {
        let suffix = Self.suffixes.first { unit.name.hasSuffix($0) } ?? ".service"
        let kinds = suffix == ".timer" ? ["timer", "unit"] : ["unit"]
        var service = Service(
            place: documents.place, group: unit.group, name: unit.name, kinds: kinds)
        service.definedIn = unit.path
        service.supervisors = [unit.isUser ? "systemd-user" : "systemd"]
        service.evidence = [
            Evidence(
                .declared, rule: "unit.file",
                says: unit.file.value("Unit", "Description").map { _ in "a unit file defines it" }
                    ?? "a unit file defines it", at: documents.locator(unit.path))
        ]
        service.evidence += enablement.evidence(of: unit)
        var draft = ServiceDraft(service)
        draft.names = [unit.name, String(unit.name.dropLast(suffix.count))]
        draft.networks = ["host"]
        draft.mentions.append(
            mention(unit.path, .definition, draft, "defines the unit \(unit.name)", line: nil))
        if suffix == ".timer" {
            readTimer(unit, &draft)
        } else {
            readService(unit, &draft)
        }
        return draft
    }

    private func readTimer(_ unit: Unit, _ draft: inout ServiceDraft) {
        let keys = [
            "OnCalendar", "OnBootSec", "OnUnitActiveSec", "OnStartupSec", "OnActiveSec",
            "OnUnitInactiveSec",
        ]
        let times = keys.flatMap { key in
            unit.file.values("Timer", key).map {
                key == "OnCalendar" ? $0.value : "\(key)=\($0.value)"
            }
        }
        draft.service.schedule = times.isEmpty ? nil : times.joined(separator: "; ")
        draft.service.holdsState = false
    }

    private func readService(_ unit: Unit, _ draft: inout ServiceDraft) {
        let file = unit.file
        draft.startsOnce = file.value("Service", "Type") == "oneshot"
        draft.service.user = file.value("Service", "User")
        draft.service.workingFolder = file.value("Service", "WorkingDirectory").map {
            expanded($0, unit)
        }
        readRestart(file, &draft.service)
        for entry in file.values("Service", "ExecStart") {
            let words = UnitWords.command(expanded(entry.value, unit))
            if draft.service.command.isEmpty {
                draft.service.command = Redaction.command(words)
                if let program = words.first, let name = program.split(separator: "/").last,
                    let playbook = playbooks.playbook(forProgram: String(name))
                {
                    draft.listens.formUnion(playbook.ports.map(\.number))
                }
                draft.listens.formUnion(ListeningPorts.named(by: words))
            }
            if let run = EngineRun(words) {
                draft.adopt(
                    run, file: unit.path, line: entry.line, documents: documents,
                    playbooks: playbooks)
                add(run.command, "command", entry.line, unit, &draft)
            } else {
                add(words, "command", entry.line, unit, &draft)
            }
        }
        if let run = Quadlet.run(unit, expanded: { expanded($0, unit) }) {
            let line = file.values("Container", "Image").first?.line ?? 1
            draft.adopt(
                run, file: unit.path, line: line, documents: documents, playbooks: playbooks)
            add(run.command, "command", line, unit, &draft)
        }
        readOtherCommands(unit, &draft)
        readEnvironment(unit, &draft)
        readFolders(unit, &draft)
        if file.value("Service", "WatchdogSec") != nil {
            draft.service.health = Service.Health(test: ["watchdog"])
        }
        if let socket = file.values("Socket", "ListenStream").first,
            let port = Int(socket.value.split(separator: ":").last ?? "")
        {
            draft.listens.insert(port)
        }
    }

    private func readOtherCommands(_ unit: Unit, _ draft: inout ServiceDraft) {
        for key in ["ExecStartPre", "ExecStartPost", "ExecStop", "ExecReload", "ExecStopPost"] {
            for entry in unit.file.values("Service", key) {
                add(
                    UnitWords.command(expanded(entry.value, unit)), key.lowercased(), entry.line,
                    unit, &draft)
            }
        }
    }

    private func readRestart(_ file: UnitFile, _ service: inout Service) {
        guard let restart = file.value("Service", "Restart"), restart != "no" else { return }
        service.restart = restart
        let interval =
            file.value("Unit", "StartLimitIntervalSec") ?? file.value("Unit", "StartLimitInterval")
            ?? file.value("Service", "StartLimitInterval")
        let burst =
            file.value("Unit", "StartLimitBurst") ?? file.value("Service", "StartLimitBurst")
        let isOff = interval == "0" || burst == "0"
        // The manager's own five starts in ten seconds do not reach a program that runs for a while
        // before it fails, so only a limit that somebody wrote down counts (systemd.unit(5)).
        service.restartIsLimited = !isOff && (interval != nil || burst != nil)
    }

    /// Seconds of a time span such as `5`, `5s`, `2min`, `100ms` (systemd.time(7)).
    static func seconds(_ text: String) -> Double {
        let digits = text.prefix { $0.isNumber || $0 == "." }
        guard let number = Double(digits) else { return 0 }
        switch text.dropFirst(digits.count).trimmingSpace {
        case "ms": return number / 1000
        case "m", "min", "minutes", "minute": return number * 60
        case "h", "hr", "hour", "hours": return number * 3600
        default: return number
        }
    }

    private func add(
        _ words: [String], _ key: String, _ line: Int, _ unit: Unit, _ draft: inout ServiceDraft
    ) {
        for (index, word) in words.enumerated() {
            draft.leaves.append(
                .init(key: "\(key).\(index)", value: word, file: unit.path, line: line))
        }
        let command = CommandLine(
            words.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " "))
        draft.commands.append(
            .init(line: command, file: unit.path, number: line, folder: draft.service.workingFolder)
        )
        for path in command.paths {
            let absolute =
                path.first == "/"
                ? path : draft.service.workingFolder.map { $0 + "/" + path } ?? path
            if documents.type(of: PathBytes(absolute).normalised) != nil {
                draft.mentions.append(
                    mention(PathBytes(absolute).normalised, .program, draft, "runs it", line: line))
            }
        }
    }

    private func readEnvironment(_ unit: Unit, _ draft: inout ServiceDraft) {
        var names = Set(draft.service.environment)
        for entry in unit.file.values("Service", "Environment") {
            for (name, value) in UnitWords.assignments(expanded(entry.value, unit)) {
                names.insert(name)
                draft.leaves.append(
                    .init(
                        key: "environment.\(name)", value: value, file: unit.path, line: entry.line)
                )
            }
        }
        if !names.isEmpty {
            draft.service.environmentFrom.append(
                .init(file: unit.path, form: "unit", names: names.sorted()))
        }
        for entry in unit.file.values("Service", "EnvironmentFile")
            + unit.file.values("Container", "EnvironmentFile")
        {
            let named = expanded(String(entry.value.drop { $0 == "-" }), unit)
            let whole = named.first == "/" ? PathBytes(named) : unit.path.folder.appending(named)
            let path = documents.placed(whole.normalised)
            draft.mentions.append(
                mention(path, .environment, draft, "takes its variables from it", line: entry.line))
            guard let bytes = documents.bytes(of: path) else { continue }
            let variables = UnitEnvironment.read(bytes)
            // Files win over `Environment=`, and later files over earlier ones (systemd.exec(5)).
            let keys = Set(variables.map { "environment." + $0.name })
            draft.leaves.removeAll { keys.contains($0.key) }
            for variable in variables {
                draft.leaves.append(
                    .init(
                        key: "environment.\(variable.name)", value: variable.value, file: path,
                        line: variable.line))
            }
            draft.service.environmentFrom.append(
                .init(file: path, form: "dotenv", names: Set(variables.map(\.name)).sorted()))
            names.formUnion(variables.map(\.name))
        }
        draft.service.environment = names.sorted()
    }

    private func readFolders(_ unit: Unit, _ draft: inout ServiceDraft) {
        for (key, base) in [
            ("StateDirectory", unit.isUser ? "%h/.local/state/" : "/var/lib/"),
            ("LogsDirectory", "/var/log/"),
        ] {
            for entry in unit.file.values("Service", key) {
                for name in UnitWords.split(entry.value) {
                    let path = PathBytes(expanded(base + name, unit)).normalised
                    draft.mentions.append(
                        mention(
                            path, key == "StateDirectory" ? .data : .log, draft, "\(key) is there",
                            line: entry.line))
                }
            }
        }
        for entry in unit.file.values("Service", "ReadWritePaths") {
            for name in UnitWords.split(entry.value) {
                draft.mentions.append(
                    mention(
                        PathBytes(expanded(name, unit)).normalised, .data, draft, "writes below it",
                        line: entry.line))
            }
        }
    }

    private func mention(
        _ path: PathBytes, _ role: Mention.Role, _ draft: ServiceDraft, _ says: String, line: Int?
    ) -> Mention {
        Mention(
            path: path, role: role, service: draft.service.id,
            evidence: Evidence(
                .declared, rule: "unit.\(role.rawValue)", says: "\(draft.service.name) \(says)",
                at: draft.service.definedIn.map { documents.locator($0, line: line) }))
    }

    /// Specifiers that can be known without the manager (systemd.unit(5)).
    private func expanded(_ value: String, _ unit: Unit) -> String {
        let stem = unit.name.split(separator: ".").dropLast().joined(separator: ".")
        let parts = stem.split(separator: "@", maxSplits: 1).map(String.init)
        let home = unit.home?.text ?? "/root"
        return value.replacing("%%", with: "\u{1}").replacing("%h", with: home)
            .replacing("%i", with: parts.count > 1 ? parts[1] : "").replacing(
                "%I", with: parts.count > 1 ? parts[1] : ""
            )
            .replacing("%p", with: parts.first ?? "").replacing("%n", with: unit.name).replacing(
                "%N", with: stem
            )
            .replacing("\u{1}", with: "%")
    }
}
