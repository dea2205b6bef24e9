internal import Knowledge
internal import Vocabulary

/// Puts the data in; servers of stores start here, after what they read lies in its place.
extension PlanBuilder {
    mutating func buildImport() {
        let installed = ids(.install) + ids(.transfer)
        for root in roots where stages[.export]?.contains(where: { $0.subject == root.id }) ?? false
        {
            addRootImport(root, installed)
        }
        let servers = importServers
        for carriage in carriages where carriage.isCarried && !loadsRunning(carriage) {
            addLoad(carriage, installed + ids(.import).filter { $0.hasPrefix("import/copy/") })
        }
        for service in order.start.compactMap({ service($0) }) where servers.contains(service.id) {
            addStart(service, to: .import, needs: installed + loads(before: service))
        }
        for carriage in carriages where carriage.isCarried && loadsRunning(carriage) {
            let start = carriage.owner.map(startID)
            addLoad(carriage, installed + (start.map { [$0] } ?? []))
        }
    }

    /// Whether a dropped service's data is kept as an export only.
    func isKeptOnly(_ carriage: Carriage) -> Bool {
        !carriage.holders.isEmpty && carriage.holders.allSatisfy { strategy($0) == "drop" }
    }

    func loadsRunning(_ carriage: Carriage) -> Bool {
        carriage.method == .logical
            && (carriagePlaybook(carriage)?.procedures.loadsRunning ?? false)
    }

    /// Servers of stores and what they need to start; schedules never.
    var importServers: Set<String> {
        var out = Set(
            kept.filter { service in
                guard let playbook = playbook(service), !service.isSchedule else { return false }
                return playbook.holdsState == true && playbook.engine != nil
                    && playbook.engine != "sqlite"
            }.map(\.id))
        var open = Array(out).sorted()
        while let next = open.popLast() {
            for needed in order.needs[next] ?? [] {
                guard let other = service(needed), strategy(other) != "drop", !other.isSchedule
                else { continue }
                if out.insert(needed).inserted { open.append(needed) }
            }
        }
        return out
    }

    func startID(_ service: Service) -> String {
        "\(importServers.contains(service.id) ? "import" : "cutover")/start/\(unit(service))"
    }

    private func loads(before service: Service) -> [String] {
        ids(.import).filter { $0.hasPrefix("import/copy/") }
            + carriages.filter { carriage in
                carriage.isCarried && !isKeptOnly(carriage) && !loadsRunning(carriage)
                    && carriage.holders.contains { $0.id == service.id }
            }.map { "import/load/\($0.slug)" }
    }

    private mutating func addRootImport(_ root: MovingRoot, _ installed: [String]) {
        guard !isInPlace else { return }
        let id = "import/copy/\(root.slug)"
        let folder = "\(Self.exports)/\(root.slug)"
        let path = ShellText.quote(root.path.text)
        let body = """
            install --directory \(path)
            tar --extract --file \(folder)/tree.tar --directory \(path) --numeric-owner \\
              --acls --xattrs --preserve-permissions --keep-old-files
            """
        let undo = """
            cd \(path)
            tac --separator='' \(folder)/list > /dev/null
            while IFS= read -r -d '' name; do
              if [ ! -d "$name" ] || [ -L "$name" ]; then rm --force "$name"; fi
            done < \(folder)/list
            """.replacing("tac --separator='' \(folder)/list > /dev/null\n", with: "")
        var step = Step(
            id, .load, "the files of \(root.path.text) go where they were", subject: root.id,
            place: target.place,
            action: .copy(
                from: "\(folder)/tree.tar", to: root.path.text, script: script(id, body)),
            verify: [
                Check(
                    "same",
                    .look(
                        "cd \(path) && { test ! -s \(folder)/content.source || sha256sum --check --quiet \(folder)/content.source; }"
                    ),
                    level: 2,
                    proves: "every file lies, byte by byte, where its path says",
                    doesNotProve: "that a program reads it")
            ],
            rollback: run(id + "-undo", undo))
        step.precondition = [
            Check(
                "absent",
                .look(
                    "cd \(path) 2>/dev/null || exit 0; while IFS= read -r -d '' name; do "
                        + "if [ -d \"$name\" ]; then continue; fi; "
                        + "if [ -e \"$name\" ]; then echo \"$name\"; exit 1; fi; "
                        + "done < \(folder)/list"),
                proves: "no file of the target is overwritten")
        ]
        step.needs = installed
        step.effects.writes = ["\(target.place):\(root.path.text)"]
        step.estimateSeconds = seconds(root.items.reduce(0) { $0 + $1.size })
        add(step, to: .import)
    }

    private mutating func addLoad(_ carriage: Carriage, _ needs: [String]) {
        guard !isKeptOnly(carriage) else {
            lost.append(
                Consequence(
                    subject: carriage.store.id,
                    says: "kept as an export only: every service that holds it is dropped"))
            return
        }
        let id = "import/load/\(carriage.slug)"
        let body = "E=\(exportFolder(carriage))\n" + loadText(carriage)
        let playbook = carriagePlaybook(carriage)
        let path = script(id, body)
        var step = Step(
            id, .load, "put \(carriage.store.name) in", subject: carriage.store.id,
            place: target.place,
            action: carriage.method == .tree
                ? .copy(from: exportFolder(carriage), to: carriage.targetPath, script: path)
                : .load(store: carriage.store.id, playbook: playbook?.id ?? "", script: path),
            verify: [
                Check(
                    "sealed",
                    .look("cd \(exportFolder(carriage)) && sha256sum --check --quiet SHA256SUMS"),
                    proves: "what was loaded is what was exported",
                    doesNotProve: "that all of it arrived; verify-import shows that")
            ],
            rollback: undoLoad(carriage, id), proven: provenLoad(carriage))
        step.precondition = beforeChecks(carriage)
        step.needs = needs
        step.effects.writes = ["\(target.place):\(carriage.targetPath)"]
        step.evidence = storeFacts(carriage)
        step.timeoutSeconds = 4 * 3600
        step.estimateSeconds = seconds(carriage.store.bytes ?? 0)
        add(step, to: .import)
    }

    func targetContext(_ carriage: Carriage) -> CommandContext {
        guard let playbook = carriagePlaybook(carriage) else { return CommandContext() }
        var context = CommandContext()
        if carriage.method == .logical {
            context = hostContext(playbook, alone: false)
            if let owner = carriage.owner, let listener = listeners.of(owner.id).first {
                context.values["port"] = String(listener.port)
                context.values["address"] =
                    listener.address == "*" ? "127.0.0.1" : listener.address
            }
        }
        context.values.merge(values(carriage)) { $1 }
        context.values["data"] =
            carriage.method == .sqlite
            ? carriage.targetPath : "/var/lib/\(playbook.procedures.user ?? "")"
        context.values["owner"] = playbook.procedures.user ?? ownerOf(carriage)
        context.values["compared"] = carriage.targetPath
        return context
    }

    /// The numeric owner that a file had.
    private func ownerOf(_ carriage: Carriage) -> String {
        let item = roots.flatMap(\.items).first { $0.absolutePath == carriage.store.path }
        return item.map { String($0.uid) } ?? "root"
    }

    private func beforeChecks(_ carriage: Carriage) -> [Check] {
        guard carriage.method != .tree, let playbook = carriagePlaybook(carriage) else {
            return isInPlace && carriage.store.kind == .bind
                ? []
                : [
                    Check(
                        "empty",
                        .look(
                            "test ! -e \(ShellText.quote(carriage.targetPath)) || "
                                + "test -z \"$(find \(ShellText.quote(carriage.targetPath)) "
                                + "-mindepth 1 -print -quit)\""),
                        proves: "no file of the target is overwritten")
                ]
        }
        if isInPlace && carriage.method == .sqlite { return [] }
        let text = CommandText(playbook.procedures, targetContext(carriage))
        return playbook.procedures.before.map { check($0, text.text($0)) }
    }

    private func loadText(_ carriage: Carriage) -> String {
        if carriage.method == .tree {
            if isInPlace && carriage.store.kind == .bind { return "echo 'it lies where it lay'" }
            let to = ShellText.quote(carriage.targetPath)
            return """
                install --directory \(to)
                tar --extract --file "$E/tree.tar" --directory \(to) --numeric-owner --acls \\
                  --xattrs --preserve-permissions
                """
        }
        if isInPlace && carriage.method == .sqlite { return "echo 'it lies where it lay'" }
        guard let playbook = carriagePlaybook(carriage) else { return "" }
        return CommandText(playbook.procedures, targetContext(carriage))
            .text(playbook.procedures.load)
    }

    private mutating func undoLoad(_ carriage: Carriage, _ id: String) -> Action {
        if isInPlace && [.bind, .file, .database].contains(carriage.store.kind)
            && carriage.method != .logical
        {
            return .nothing(because: "the data lies where it lay; its export is beside it")
        }
        if carriage.method == .tree {
            return run(
                id + "-undo",
                "rm --recursive --force --one-file-system \(ShellText.quote(carriage.targetPath))")
        }
        if carriage.method == .sqlite {
            return .run(argv: ["rm", "--force", carriage.targetPath])
        }
        return .nothing(
            because: "the target's server is stopped again by the undo of its start; the source "
                + "holds the data untouched")
    }
}
