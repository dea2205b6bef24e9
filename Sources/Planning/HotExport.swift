internal import Knowledge
internal import Vocabulary

/// Takes data out of a source that goes on running: what was written meanwhile is seen, read again,
/// and told where it does not come to rest. No second server is ever put on a volume.
extension PlanBuilder {
    /// How often a store that is being written to is read before the drill gives up.
    static let tries = 5

    /// Rewrites the scripts of the stage `export` for a source that runs.
    mutating func makeExportsHot() {
        for carriage in carriages where carriage.isCarried {
            let id = exportID(carriage)
            switch carriage.method {
            case .logical:
                replace(id, isTakenAsleep(carriage) ? asideText(carriage) : hotLogical(carriage))
            case .sqlite: replace(id, hotFile(carriage, body(id)))
            case .tree: replace(id, hotTree(body(id)))
            case .withRoot, .withParent, .withImage, .none: break
            }
        }
        for root in roots where files[Self.scriptPath("export/copy/\(root.slug)")] != nil {
            let id = "export/copy/\(root.slug)"
            replace(id, hotRoot(root, body(id)))
            loosen(id, root)
        }
    }

    /// What changed while a tree was read is compared on neither end.
    mutating func noteUnsteadyOnTarget() {
        for carriage in carriages where carriage.isCarried && carriage.method == .tree {
            let id = "verify-import/check/\(carriage.slug)"
            guard files[Self.scriptPath(id)] != nil else { continue }
            let folder = exportFolder(carriage)
            replace(
                id,
                """
                \(body(id))
                if [ -s \(folder)/unsteady ]; then
                  \(Self.without("\(folder)/unsteady", "\(folder)/content.target"))
                fi
                """)
        }
    }

    private static func scriptPath(_ id: String) -> String {
        "files/scripts/\(id.split(separator: "/").joined(separator: "-")).sh"
    }

    private mutating func replace(_ id: String, _ body: String) { _ = script(id, body) }

    /// What a script of the plan does, without the lines that every script has.
    private func body(_ id: String) -> String {
        let bytes = files[Self.scriptPath(id)]?.bytes ?? []
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0 != "{" }.dropFirst().dropLast(2).joined(separator: "\n")
    }

    /// Dumps from the running server, and compares before and after: equal means one stand.
    private func hotLogical(_ carriage: Carriage) -> String {
        guard let owner = carriage.owner, let playbook = playbook(owner) else { return "exit 1" }
        let procedures = playbook.procedures
        var context = hostContext(playbook, alone: false)
        var finding = ""
        if owner.isContainer {
            context = containerContext(playbook, "$c")
            finding =
                SourceText.container(owner)
                + "\ntest \"$(docker inspect --format '{{.State.Running}}' \"$c\")\" = true\n"
            if let given = given(carriage) {
                finding +=
                    "given=$(mktemp)\ntrap 'rm --force \"$given\"' EXIT\n\(given) > \"$given\"\n"
                context.before = context.before.replacing(
                    "docker exec", with: "docker exec --env-file \"$given\"", maxReplacements: 1)
            }
        }
        context.values.merge(values(carriage)) { $1 }
        let text = CommandText(procedures, context)
        return """
            E=\(exportFolder(carriage))
            \(finding)content() {
            \(text.text(procedures.compare))
            }
            for try in $(seq \(Self.tries)); do
              rm --recursive --force "$E"
              install --directory --mode 0700 "$E"
              content > "$E/content.new"
              \(text.text(procedures.dump))
              content > "$E/content.after"
              if cmp --silent "$E/content.new" "$E/content.after"; then break; fi
              sleep "$try"
            done
            cmp "$E/content.new" "$E/content.after"
            rm "$E/content.after"
            mv "$E/content.new" "$E/content.source"
            """
    }

    /// Copies a database file aside; the copy counts where nothing was written around it.
    private func hotFile(_ carriage: Carriage, _ body: String) -> String {
        let mark = "\(Self.rehearsal)/stand-\(carriage.slug)"
        let path = ShellText.quote(carriage.store.path?.text ?? "")
        return """
            stand() {
              for name in \(path) \(path)-wal; do
                if [ -e "$name" ]; then sha256sum "$name"; fi
              done
            }
            for try in $(seq \(Self.tries)); do
              stand > \(mark).before
            \(body)
              stand > \(mark).after
              if cmp --silent \(mark).before \(mark).after; then break; fi
              sleep "$try"
            done
            cmp \(mark).before \(mark).after
            """
    }

    private func hotTree(_ body: String) -> String {
        """
        \(Self.lenientTar)
        \(body)
        digests "$src" > "$E/later"
        sed --in-place '$d' "$E/content.source"
        \(Self.unsteady)
        if [ -s "$E/unsteady" ]; then
          \(Self.without("$E/unsteady", "$E/content.source"))
        else
          echo "$(wc -l < "$E/content.source") files" >> "$E/content.source"
        fi
        """
    }

    private func hotRoot(_ root: MovingRoot, _ body: String) -> String {
        """
        \(Self.lenientTar)
        \(body)
        while IFS= read -r -d '' name; do
          if [ -f "$name" ] && [ ! -L "$name" ]; then sha256sum "$name"; fi
        done < "$E/list" > "$E/later"
        \(Self.unsteady)
        if [ -s "$E/unsteady" ]; then
          \(Self.without("$E/unsteady", "$E/content.source"))
        fi
        """
    }

    /// tar(1) ends with 1 where a file changed while it was read.
    private static let lenientTar = #"tar() { command tar "$@" || test $? -eq 1; }"#

    /// Names whose digest is not the same in both lists.
    private static let unsteady = #"""
        LC_ALL=C sort "$E/content.source" "$E/later" | uniq --unique | cut --characters 67- \
          | LC_ALL=C sort --unique > "$E/unsteady"
        rm "$E/later"
        """#

    /// Takes lines of those names out of a list of digests, and the line that counts.
    private static func without(_ names: String, _ list: String) -> String {
        """
        awk 'NR == FNR { seen[$0]; next } \
        length($0) > 66 && !(substr($0, 67) in seen)' "\(names)" "\(list)" > "\(list).steady"
          mv "\(list).steady" "\(list)"
        """
    }

    /// An archive of files that are written to is not what lies there a moment later.
    private mutating func loosen(_ id: String, _ root: MovingRoot) {
        guard let index = stages[.export]?.firstIndex(where: { $0.id == id }) else { return }
        stages[.export]?[index].verify = [
            Check(
                "written", .look("test -e \(Self.exports)/\(root.slug)/content.source"),
                proves: "the export ran to its end", doesNotProve: "that it is whole")
        ]
    }
}
