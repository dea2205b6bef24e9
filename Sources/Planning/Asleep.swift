internal import Knowledge
internal import Vocabulary

/// Exports of stores whose files are their portable form.
extension PlanBuilder {
    /// Files are the portable form: no server runs while they are taken. A container wakes with a
    /// program that waits, so that its volumes can be read with its own tools.
    func asleepText(
        _ carriage: Carriage, _ owner: Service, _ playbook: Playbook
    ) -> String {
        guard owner.isContainer else {
            return takingText(carriage, playbook, hostContext(playbook, alone: false))
        }
        return SourceText.container(owner) + "\n"
            + waitingText(carriage, playbook, seeing: "--volumes-from \"$c\"")
    }

    /// Whether a store's data is taken out while no server runs on it.
    func isTakenAsleep(_ carriage: Carriage) -> Bool {
        carriage.method == .logical
            && (carriagePlaybook(carriage)?.procedures.takesAsleep ?? false)
    }

    /// The same in a drill, where the server goes on: its files are copied aside until two looks
    /// around a copy are equal, and the copy is what no server runs on.
    func asideText(_ carriage: Carriage) -> String {
        guard let owner = carriage.owner, let playbook = playbook(owner) else { return "exit 1" }
        let copy = "\(Self.rehearsal)/aside-\(carriage.slug)"
        return """
            E=\(exportFolder(carriage))
            rm --recursive --force "$E"
            install --directory --mode 0700 "$E"
            \(SourceText.path(carriage))
            copy=\(copy)
            trap 'rm --recursive --force "$copy"' EXIT
            \(settling(owner, playbook))
            \(Self.copying)
            \(owner.isContainer ? asideInContainer(carriage, owner, playbook)
                : asideOnHost(carriage, playbook))
            mv "$E/content.new" "$E/content.source"
            """
    }

    /// Lets a server that runs write down what it has only in memory.
    private func settling(_ owner: Service, _ playbook: Playbook) -> String {
        let quiesce = playbook.procedures.quiesce
        guard !quiesce.isEmpty else { return ":" }
        guard owner.isContainer else {
            return CommandText(playbook.procedures, hostContext(playbook, alone: false))
                .text(quiesce)
        }
        let text = CommandText(playbook.procedures, containerContext(playbook, "$c")).text(quiesce)
        return """
            \(SourceText.container(owner))
            if [ "$(docker inspect --format '{{.State.Running}}' "$c")" = true ]; then
            \(text)
            fi
            """
    }

    /// Copies `src` to `copy`; a copy counts where nothing was written around it. Times, sizes and
    /// numbers of files tell, so that a look costs nothing beside a copy.
    private static let copying = """
        stand() {
          find "$src" -printf '%P %y %s %i %T@ %C@ %m %U:%G\\n' | LC_ALL=C sort
        }
        for try in $(seq \(tries)); do
          rm --recursive --force "$copy"
          stand=$(stand) || stand=
          if cp --archive "$src" "$copy" && [ "$stand" = "$(stand)" ]; then break; fi
          stand=
          sleep "$try"
        done
        test -n "$stand"
        """

    private func asideInContainer(
        _ carriage: Carriage, _ owner: Service, _ playbook: Playbook
    ) -> String {
        let at = ShellText.quote(carriage.at ?? "/")
        return SourceText.container(owner) + "\n"
            + waitingText(carriage, playbook, seeing: "--volume \"$copy\":\(at)")
    }

    /// A host's own tools see the copy where the files are, and nobody else does.
    private func asideOnHost(_ carriage: Carriage, _ playbook: Playbook) -> String {
        var context = hostContext(playbook, alone: false)
        context.before =
            "unshare --mount sh -c "
            + "'mount --bind \"$1\" \"$2\"; shift 2; exec \"$@\"' sh \"$copy\" \"$src\" "
            + context.before
        return takingText(carriage, playbook, context)
    }

    /// The commands that take the data out and fingerprint it.
    private func takingText(
        _ carriage: Carriage, _ playbook: Playbook, _ context: CommandContext
    ) -> String {
        var context = context
        context.values.merge(values(carriage)) { $1 }
        let text = CommandText(playbook.procedures, context)
        return """
            \(text.text(playbook.procedures.dump))
            {
            \(text.text(playbook.procedures.compare))
            } > "$E/content.new"
            """
    }

    /// The image of the container `c`, waiting beside what it sees, and read from inside.
    private func waitingText(
        _ carriage: Carriage, _ playbook: Playbook, seeing volumes: String
    ) -> String {
        """
        image=$(docker inspect --format '{{.Image}}' "$c")
        a=$(docker run --detach --rm --network none \(volumes) \\
          --entrypoint sleep "$image" 86400)
        trap 'docker kill "$a" > /dev/null; rm --recursive --force "${copy:-}"' EXIT
        \(takingText(carriage, playbook, containerContext(playbook, "$a")))
        """
    }
}
