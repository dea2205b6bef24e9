internal import Knowledge
internal import Vocabulary

/// What a packaged service was told on its command line, by its variables and in its own data: it
/// is carried, or a person is asked; nothing of it is dropped unsaid.
extension PlanBuilder {
    mutating func carrySettings(_ service: Service) {
        guard service.isContainer, let playbook = playbook(service) else { return }
        let told = ToldWords(service, playbook)
        askWhatWasTold(service, told, playbook)
        for asked in playbook.settings?.asks ?? [] {
            ask(service.id, "\(service.name): \(asked.question)", because: asked.because)
        }
        let variables = ToldVariables(service, playbook.settings)
        if !variables.asked.isEmpty, !isMade(service, playbook) {
            ask(
                service.id,
                "What do \(variables.asked.joined(separator: ", ")) of \(service.name) set "
                    + "on the target?",
                because: "its image reads them, and the package does not")
        }
        if !variables.ofUnit.isEmpty { addUnitVariables(service, variables.ofUnit) }
        guard let settings = playbook.settings, settings.form != nil else { return }
        let isToldMore = !told.settings.isEmpty || !variables.settings.isEmpty
        guard isToldMore || !settings.kept.isEmpty else { return }
        addSettings(service, settings, told, variables.settings)
    }

    /// Words that nobody has described, files that no mount brings, and paths of the container.
    private mutating func askWhatWasTold(
        _ service: Service, _ told: ToldWords, _ playbook: Playbook
    ) {
        if !told.unknown.isEmpty {
            ask(
                service.id,
                "What do \(told.unknown.map { "\"\($0)\"" }.joined(separator: ", ")) on the "
                    + "command line of \(service.name) set, and where does the package read it?",
                because: "the package starts it with its own command line")
        }
        for file in told.files {
            let isMounted = service.mounts.contains { PathBytes(file).isWithin(PathBytes($0.at)) }
            guard !isMounted else { continue }
            ask(
                service.id, "What does \(file) say in the image of \(service.name)?",
                because: "it is set up by that file, and no mount brings it")
        }
        for setting in told.settings where setting.values.contains(where: { $0.hasPrefix("/") }) {
            ask(
                service.id, "What is the path that \(setting.name) of \(service.name) names?",
                because: "it is a path inside the container, and is carried as it stands")
        }
    }

    private mutating func addSettings(
        _ service: Service, _ settings: PlaybookSettings, _ told: ToldWords,
        _ variables: [(name: String, setting: String)]
    ) {
        let unit = unit(service)
        let text = SettingsText(settings: settings, programs: playbook(service)?.programs ?? [])
        let data = carriages.first { $0.owner?.id == service.id && $0.method == .logical }
        let taken = text.taking(
            words: !told.settings.isEmpty, data: data.map { SourceText.path($0) },
            variables: variables)
        let carried = carry(
            Piece(
                kind: "settings", service: service,
                title: "what \(service.name) was told is taken out", from: service.name,
                take: SourceText.container(service) + "\n" + taken, put: text.putting(unit)))
        guard let body = carried else { return }
        let id = "install/install/settings-\(unit)"
        let names = Set(told.settings.map(\.name) + variables.map(\.setting)).sorted()
        let derivation = Derivation(
            from: "container:\(Identifiers.group(of: service.id) ?? "")/\(service.name)",
            names: names, rewrites: [], to: settings.file, script: script(id, body))
        var step = Step(
            id, .install, settingsTitle(service, names), subject: service.id, place: target.place,
            action: .derive(derivation), verify: [settingsCheck(unit, names)],
            rollback: run(id + "-undo", text.removing(unit)), proven: .runHere)
        step.needs = arrived + ids(.install)
        step.effects.writes = [settings.file, SettingsText.list(unit)].map {
            "\(target.place):\($0)"
        }
        step.evidence = facts(service) + [PlanFacts.told(service)]
        add(step, to: .install)
    }

    private func settingsTitle(_ service: Service, _ names: [String]) -> String {
        names.isEmpty
            ? "\(service.name) is set up as its data says"
            : "\(service.name) is told \(names.joined(separator: ", ")) as before"
    }

    private func settingsCheck(_ unit: String, _ names: [String]) -> Check {
        let list = ShellText.quote(SettingsText.list(unit))
        let each = names.map {
            "cut -f 1 \(list) | grep --quiet --line-regexp --fixed-strings "
                + ShellText.quote($0)
        }
        return Check(
            "told", .look((["test -e \(list)"] + each).joined(separator: "\n")),
            proves: "everything that it was told is written down for the package",
            doesNotProve: "that it is in force; its start shows that")
    }

    /// What shows that a started service goes by what it was told.
    func settingsChecks(_ service: Service, _ context: CommandContext) -> [Check] {
        let step = "install/install/settings-\(unit(service))"
        guard let playbook = playbook(service), let effective = playbook.settings?.effective,
            ids(.install).contains(step)
        else { return [] }
        var context = context
        context.values["settings"] = SettingsText.list(unit(service))
        let text = CommandText(playbook.procedures, context).text(effective)
        return [check(effective, Action.patiently(text))]
    }

    /// Variables that the program itself reads are given to the package's unit.
    private mutating func addUnitVariables(_ service: Service, _ names: [String]) {
        let path = environmentFile(service)
        let folder = "/etc/systemd/system/\(targetUnit(service)).d"
        let over = "\(folder)/bedplate-environment.conf"
        addEnvironment(service, only: names)
        let id = "install/install/env-unit-\(unit(service))"
        var step = Step(
            id, .install, "the unit of \(service.name) is given \(names.joined(separator: ", "))",
            subject: service.id, place: target.place,
            action: run(
                id,
                "install --directory \(ShellText.quote(folder))\n"
                    + "printf '[Service]\\nEnvironmentFile=%s\\n' \(path) > \(ShellText.quote(over))"
            ),
            verify: [
                Check(
                    "named", .look("grep --quiet --fixed-strings \(path) \(ShellText.quote(over))"),
                    proves: "the unit reads them", doesNotProve: "that the program heeds them")
            ], rollback: .look("rm --force \(ShellText.quote(over))"))
        step.needs = ["install/install/env-\(unit(service))"]
        step.effects.writes = ["\(target.place):\(over)"]
        step.evidence = facts(service)
        add(step, to: .install)
    }
}

/// What the variables of a packaged service mean on the target.
struct ToldVariables {
    /// Those that its unit is given, sorted.
    private(set) var ofUnit: [String] = []
    /// Those that a person is asked about, sorted.
    private(set) var asked: [String] = []
    /// Those that set something, with what they set.
    private(set) var settings: [(name: String, setting: String)] = []

    init(_ service: Service, _ known: PlaybookSettings?) {
        for name in service.environment.sorted() {
            switch (known ?? PlaybookSettings()).meaning(of: name) {
            case .data, .settled: break
            case .unit: ofUnit.append(name)
            case .asked: asked.append(name)
            case .setting(let setting): settings.append((name, setting))
            }
        }
    }
}
