internal import Knowledge
internal import Vocabulary

/// Puts the data in; servers of stores start here, after what they read lies in its place.
extension PlanBuilder {
    mutating func buildImport() {
        let installed = ids(.install) + ids(.transfer)
        for root in roots where isExported(root) { addRootImport(root, installed) }
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
            touch \(folder)/loading
            install --directory \(path)
            tar --extract --file \(folder)/tree.tar --directory \(path) --numeric-owner \\
              --acls --xattrs --preserve-permissions
            touch \(folder)/loaded
            """
        let undo = """
            if [ ! -e \(folder)/loading ]; then exit 0; fi
            rm --force \(folder)/loaded
            cd \(path)
            while IFS= read -r -d '' name; do
              if [ ! -d "$name" ] || [ -L "$name" ]; then rm --force "$name"; fi
            done < \(folder)/list
            sort --zero-terminated --reverse \(folder)/list | while IFS= read -r -d '' name; do
              if [ -d "$name" ] && [ "$name" != ./ ]; then
                rmdir --ignore-fail-on-non-empty "$name"
              fi
            done
            rm --force \(folder)/loading
            """
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
                    "if [ -e \(folder)/loading ]; then exit 0; fi; "
                        + "cd \(path) 2>/dev/null || exit 0; while IFS= read -r -d '' name; do "
                        + "if [ -d \"$name\" ]; then continue; fi; "
                        + "if [ -e \"$name\" ]; then echo \"$name\"; exit 1; fi; "
                        + "done < \(folder)/list"),
                proves: "no file of the target is overwritten")
        ]
        step.doneWhen = Self.loaded(folder)
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
        let body = loadingText(carriage)
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
        step.doneWhen = Self.loaded(exportFolder(carriage))
        step.needs = needs
        step.effects.writes = ["\(target.place):\(carriage.targetPath)"]
        step.evidence = storeFacts(carriage)
        step.timeoutSeconds = 4 * 3600
        step.estimateSeconds = seconds(carriage.store.bytes ?? 0)
        add(step, to: .import)
    }
}
