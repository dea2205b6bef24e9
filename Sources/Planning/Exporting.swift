internal import Knowledge
internal import Vocabulary

/// Takes the data out while everything stands still, then looks at what was taken.
extension PlanBuilder {
    mutating func buildExport() {
        let frozen = ids(.freeze)
        for carriage in carriages where carriage.isCarried {
            addExport(carriage, frozen)
            addVerifyExport(carriage)
        }
        for root in roots { addRootExport(root, frozen) }
        noteWhatIsNotCarried()
    }

    func exportFolder(_ carriage: Carriage) -> String { "\(Self.exports)/\(carriage.slug)" }

    func exportID(_ carriage: Carriage) -> String { "export/dump/\(carriage.slug)" }

    func place(_ carriage: Carriage) -> String {
        carriage.owner?.place
            ?? String(carriage.store.id.split(separator: "/store/").first ?? "local")
    }

    private mutating func addExport(_ carriage: Carriage, _ frozen: [String]) {
        let id = exportID(carriage)
        let folder = exportFolder(carriage)
        let body =
            "E=\(folder)\nrm --recursive --force \"$E\"\n"
            + "install --directory --mode 0700 \"$E\"\n" + exportText(carriage)
            + "\nmv \"$E/content.new\" \"$E/content.source\""
        let path = script(id, body)
        let playbook = carriagePlaybook(carriage)
        let isTree = carriage.method == .tree
        var step = Step(
            id, .dump, "take \(carriage.store.name) out",
            subject: carriage.store.id, place: place(carriage),
            action: isTree
                ? .copy(
                    from: carriage.store.path?.text ?? carriage.store.name, to: folder, script: path
                )
                : .dump(store: carriage.store.id, playbook: playbook?.id ?? "", script: path),
            verify: [
                Check(
                    "written", .look("test -s \(folder)/content.source"),
                    proves: "the export ran to its end", doesNotProve: "that it is whole")
            ],
            rollback: forgetting(folder), proven: provenDump(carriage))
        step.needs = frozen
        step.effects.writes = ["\(place(carriage)):\(folder)"]
        step.evidence = storeFacts(carriage)
        step.timeoutSeconds = 4 * 3600
        step.estimateSeconds = seconds(carriage.store.bytes ?? 0)
        add(step, to: .export)
    }

    /// The export of a stand that is no longer the present is not taken for one of the present.
    func forgetting(_ folder: String) -> Action {
        .run(argv: ["rm", "--force", "\(folder)/content.source", "\(folder)/SHA256SUMS"])
    }

    func carriagePlaybook(_ carriage: Carriage) -> Playbook? {
        carriage.method == .sqlite
            ? playbooks[id: "sqlite"] : carriage.owner.flatMap { playbook($0) }
    }

    func storeFacts(_ carriage: Carriage) -> [Evidence] {
        var out = [PlanFacts.store(carriage.store)]
        if let owner = carriage.owner, owner.image != nil { out.append(PlanFacts.image(owner)) }
        return out
    }

    func values(_ carriage: Carriage) -> [String: String] {
        let path = carriage.store.path
        return [
            "exports": exportFolder(carriage), "name": path?.name.text ?? carriage.store.name,
            "data": path?.text ?? "", "owner": "root",
        ]
    }

    private func exportText(_ carriage: Carriage) -> String {
        switch carriage.method {
        case .logical: logicalText(carriage)
        case .sqlite: sqliteText(carriage)
        case .tree: treeText(carriage)
        case .withRoot, .withParent, .withImage, .none: ""
        }
    }

    /// A stopped server is woken so that nobody but this shell reaches it, asked, and put to rest.
    private func logicalText(_ carriage: Carriage) -> String {
        guard let owner = carriage.owner, let playbook = playbook(owner) else { return "" }
        let procedures = playbook.procedures
        guard !procedures.takesAsleep else { return asleepText(carriage, owner, playbook) }
        var context = containerContext(playbook, "$a")
        var wake = SourceText.container(owner) + "\n" + wakeText(carriage)
        var rest = "docker stop --time 60 \"$a\" > /dev/null"
        if !owner.isContainer {
            context = hostContext(playbook, alone: true)
            wake =
                "install --directory --owner \(procedures.user ?? "root") --mode 0700 \(Self.alone)\n"
                + CommandText(procedures, context).text(procedures.wake)
            rest = CommandText(procedures, context).text(procedures.rest)
        }
        context.values.merge(values(carriage)) { $1 }
        let text = CommandText(procedures, context)
        return """
            \(wake)
            \(Self.waiting(text.text(procedures.ready)))
            \(text.text(procedures.dump))
            {
            \(text.text(procedures.compare))
            } > "$E/content.new"
            \(rest)
            """
    }

    /// The server once more, from its own image and on its own data, on no network.
    private func wakeText(_ carriage: Carriage) -> String {
        let name = "bedplate-\(carriage.slug)"
        return """
            a=\(name)
            docker rm --force "$a" > /dev/null 2>&1 || true
            trap 'docker rm --force "$a" > /dev/null 2>&1 || true; rm --force "$E/environment"' EXIT
            docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$c" \\
              | sed '/^$/d' > "$E/environment"
            \(given(carriage).map { "\($0) >> \"$E/environment\"" } ?? ":")
            mapfile -t words < <(docker inspect \\
              --format '{{range .Config.Cmd}}{{println .}}{{end}}' "$c" | sed '/^$/d')
            image=$(docker inspect --format '{{.Image}}' "$c")
            docker run --detach --name "$a" --network none --volumes-from "$c" \\
              --env-file "$E/environment" "$image" "${words[@]}" > /dev/null
            """
    }

    /// Text that prints what the programs of the server in `c` need as variables to be let in, from
    /// its command line; nil where they need nothing.
    func given(_ carriage: Carriage) -> String? {
        guard let playbook = carriagePlaybook(carriage), let settings = playbook.settings,
            !settings.gives.isEmpty
        else { return nil }
        let text = SettingsText(settings: settings, programs: playbook.programs)
        let each = settings.gives.sorted { $0.key < $1.key }.map { name, variable in
            "s/^\(name)\\t/\(variable)=/p"
        }
        return text.taking(words: true, data: nil, variables: [])
            + " \\\n  | sed --quiet \(ShellText.quote(each.joined(separator: ";")))"
    }

    /// Waits up to two minutes for a server to answer.
    static func waiting(_ ready: String) -> String {
        """
        ready() {
          \(ready)
        }
        for _ in $(seq 120); do if ready > /dev/null 2>&1; then break; fi; sleep 1; done
        ready
        """
    }

    func hostContext(_ playbook: Playbook, alone: Bool) -> CommandContext {
        var before = playbook.procedures.user.map { "runuser --user \($0) --" } ?? ""
        if let outside = playbook.procedures.outside {
            before += (before.isEmpty ? "" : " ") + "sh -c \(ShellText.quote(outside)) sh"
        }
        var context = CommandContext(
            before: before, connect: playbook.procedures.connect[alone ? "alone" : "host"] ?? [])
        let major = playbook.package?.version.split(separator: ".").first.map(String.init) ?? ""
        context.values = [
            "alone": Self.alone, "bin": "/usr/lib/postgresql/\(major)/bin",
            "config": playbook.engine == "postgresql"
                ? "/etc/postgresql/\(major)/main" : playbook.adopts.first?.to ?? "",
            "address": "127.0.0.1",
            "port": "\(playbook.ports.first?.number ?? 0)",
        ]
        return context
    }

    private func sqliteText(_ carriage: Carriage) -> String {
        guard let procedures = carriagePlaybook(carriage)?.procedures else { return "" }
        var context = CommandContext(values: values(carriage))
        context.values["compared"] =
            "\(exportFolder(carriage))/raw/\(carriage.store.path?.name.text ?? "")"
        let text = CommandText(procedures, context)
        return text.text(procedures.dump) + "\n" + text.text(procedures.compare)
            + " > \"$E/content.new\""
    }

    private func treeText(_ carriage: Carriage) -> String {
        """
        \(SourceText.path(carriage))
        \(SourceText.digests)
        if [ -d "$src" ]; then
          tar --create --file "$E/tree.tar" --numeric-owner --acls --xattrs --sparse \\
            --directory "$src" .
        else
          tar --create --file "$E/tree.tar" --numeric-owner --acls --xattrs --sparse \\
            --directory "$(dirname "$src")" "$(basename "$src")"
        fi
        digests "$src" > "$E/content.new"
        echo "$(wc -l < "$E/content.new") files" >> "$E/content.new"
        """
    }

    private mutating func addVerifyExport(_ carriage: Carriage) {
        let id = "verify-export/check/\(carriage.slug)"
        let folder = exportFolder(carriage)
        let seal =
            "cd \(folder)\nfind . -type f ! -name SHA256SUMS -print0 "
            + "| LC_ALL=C sort --zero-terminated | xargs --null sha256sum > SHA256SUMS"
        var checks = [
            Check(
                "sealed", .look("cd \(folder) && sha256sum --check --quiet SHA256SUMS"),
                proves: "the export is, byte by byte, what was sealed",
                doesNotProve: "that it can be restored")
        ]
        checks += verifyChecks(carriage)
        var step = Step(
            id, .check, "the export of \(carriage.store.name) is whole",
            subject: carriage.store.id, place: place(carriage), action: run(id, seal),
            verify: checks, rollback: .nothing(because: "it only adds digests"),
            proven: provenExport(carriage))
        step.needs = [exportID(carriage)]
        step.effects.writes = ["\(place(carriage)):\(folder)/SHA256SUMS"]
        add(step, to: .verifyExport)
    }

    private func verifyChecks(_ carriage: Carriage) -> [Check] {
        if carriage.method == .tree {
            return [
                Check(
                    "readable",
                    .look("tar --list --file \(exportFolder(carriage))/tree.tar > /dev/null"),
                    proves: "the archive can be read to its end",
                    doesNotProve: "that the program accepts the files")
            ]
        }
        guard let playbook = carriagePlaybook(carriage) else { return [] }
        var context = CommandContext()
        context.values = values(carriage)
        if carriage.method == .logical, let owner = carriage.owner, owner.isContainer {
            let image = "$(docker inspect --format '{{.Image}}' \"$c\")"
            context.before =
                "docker run --interactive --rm --network none --entrypoint '' \"\(image)\""
            let text = CommandText(playbook.procedures, context)
            return playbook.procedures.verify.map {
                check($0, SourceText.container(owner) + "\n" + text.text($0))
            }
        }
        let text = CommandText(playbook.procedures, context)
        return playbook.procedures.verify.map { check($0, text.text($0)) }
    }

    /// A check of a playbook's command, with the words and the proof the playbook gives it.
    func check(_ command: PlaybookProcedures.Command, _ text: String) -> Check {
        Check(
            command.id, .look(text), command.prints.map { .matches($0) } ?? .exit(0),
            level: max(1, command.level), proves: command.proves,
            doesNotProve: command.doesNotProve, seen: command.seen)
    }
}
