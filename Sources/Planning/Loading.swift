internal import Knowledge
internal import Vocabulary

/// How one store's data goes in, and out again: `loading` marks what this plan has begun to put
/// there, so that nothing else is ever taken away, and `loaded` that it was finished.
extension PlanBuilder {
    static func loaded(_ folder: String) -> Check {
        Check(
            "done", .look("test -e \(folder)/loaded"), proves: "the load ran to its end",
            doesNotProve: "that all of it is there")
    }

    /// What an earlier try left is taken out before the next one begins.
    func loadingText(_ carriage: Carriage) -> String {
        let unload = unloadText(carriage)
        let again = unload.isEmpty ? "" : "if [ -e \"$E/loading\" ]; then\n\(unload)\nfi\n"
        return """
            E=\(exportFolder(carriage))
            \(again)touch "$E/loading"
            \(loadText(carriage))
            touch "$E/loaded"
            """
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
    func ownerOf(_ carriage: Carriage) -> String {
        let item = roots.flatMap(\.items).first { $0.absolutePath == carriage.store.path }
        return item.map { String($0.uid) } ?? "root"
    }

    /// A check that what this plan itself has begun to load does not fail.
    private func unlessBegun(_ carriage: Carriage, _ text: String, prints: String? = nil) -> String
    {
        let says = prints.map { "echo \(ShellText.quote($0)); " } ?? ""
        return "if [ -e \(exportFolder(carriage))/loading ]; then \(says)exit 0; fi\n\(text)"
    }

    func beforeChecks(_ carriage: Carriage) -> [Check] {
        guard carriage.method != .tree, let playbook = carriagePlaybook(carriage) else {
            if isInPlace && carriage.store.kind == .bind { return [] }
            let to = ShellText.quote(carriage.targetPath)
            let empty =
                "test ! -e \(to) || test -z \"$(find \(to) -mindepth 1 -print -quit)\""
            return [
                Check(
                    "empty", .look(unlessBegun(carriage, empty)),
                    proves: "no file of the target is overwritten")
            ]
        }
        if isInPlace && carriage.method == .sqlite { return [] }
        let text = CommandText(playbook.procedures, targetContext(carriage))
        return playbook.procedures.before.map { command in
            let plain = text.text(command)
            let isAlwaysAsked = command.prints != nil && command.seen == nil
            return check(
                command,
                isAlwaysAsked ? plain : unlessBegun(carriage, plain, prints: command.seen))
        }
    }

    func loadText(_ carriage: Carriage) -> String {
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

    /// Whether it lies where both sides read and write it.
    func isShared(_ carriage: Carriage) -> Bool {
        isInPlace && [.bind, .file, .database].contains(carriage.store.kind)
            && carriage.method != .logical
    }

    /// Takes out again what was put in; empty where it lies where it always lay.
    private func unloadText(_ carriage: Carriage) -> String {
        if isShared(carriage) { return "" }
        if carriage.method == .tree {
            return
                "rm --recursive --force --one-file-system \(ShellText.quote(carriage.targetPath))"
        }
        guard let procedures = carriagePlaybook(carriage)?.procedures else { return "" }
        return CommandText(procedures, targetContext(carriage)).text(procedures.unload)
    }

    mutating func undoLoad(_ carriage: Carriage, _ id: String) -> Action {
        let text = unloadText(carriage)
        guard !text.isEmpty else {
            return .nothing(because: "the data lies where it lay; its export is beside it")
        }
        let body = """
            E=\(exportFolder(carriage))
            if [ ! -e "$E/loading" ]; then exit 0; fi
            rm --force "$E/loaded" "$E/content.target"
            \(text)
            rm --force "$E/loading"
            """
        return run(id + "-undo", body)
    }
}
