internal import Knowledge
internal import Vocabulary

/// A crontab's line becomes a script on the target: its very bytes travel, its values never
/// enter the plan.
extension PlanBuilder {
    /// The file that a job's timer runs.
    func jobFile(_ service: Service) -> String { "/etc/bedplate/run/\(unit(service)).sh" }

    /// The number of the line that defines a job; nil where it is not known.
    func crontabLine(_ service: Service) -> Int? {
        guard service.kinds.contains("cron"), let file = service.definedIn else { return nil }
        for evidence in service.evidence {
            guard let at = evidence.at, let colon = at.lastIndex(of: ":"),
                let line = Int(at[at.index(after: colon)...]),
                file == PathBytes(String(at[..<colon])) || file.text.hasSuffix("/" + at[..<colon])
            else { continue }
            return line
        }
        return nil
    }

    mutating func addJob(_ service: Service, _ line: Int) {
        guard let file = service.definedIn else { return }
        let id = "install/install/job-\(unit(service))"
        let path = jobFile(service)
        let owner = hostUser(service) ?? "root"
        let put = """
            \(OwnFolder.making("run", mode: "0755"))
            install --mode 0700 --owner \(ShellText.quote(owner)) /dev/null \(path)
            cat > \(path)
            """
        let carried = carry(
            Piece(
                kind: "job", service: service,
                title: "the command of \(service.name) is taken out", from: file.text,
                take: Self.jobText(file.text, line, owner), put: put))
        guard let body = carried else { return }
        let derivation = Derivation(
            from: file.text, names: [], rewrites: [], to: path, script: script(id, body))
        var step = Step(
            id, .install, "the command of \(service.name) is brought over", subject: service.id,
            place: target.place, action: .derive(derivation),
            verify: [
                Check(
                    "said", .look("test \"$(wc -l < \(path))\" -ge 2 && sh -n \(path)"),
                    proves: "the target has a command that the shell can read",
                    doesNotProve: "that the programs it names are there")
            ],
            rollback: removal(path, in: "run"))
        step.needs =
            arrived + ids(.install).filter { $0.hasSuffix("/users") }
        step.effects.writes = ["\(target.place):\(path)"]
        step.evidence = facts(service)
        add(step, to: .install)
    }

    /// Prints a crontab's assignments as exports, then the command of one line (crontab(5): five
    /// fields or a nickname, in system crontabs a user, and `\\%` for a percent sign).
    static func jobText(_ file: String, _ line: Int, _ owner: String) -> String {
        let isSystem = file.hasPrefix("/etc/cron")
        let user = isSystem ? "[^[:space:]]+[[:space:]]+" : ""
        let saved =
            Supervisor.isCronsOwn(file)
            ? Supervisor.asideName(file) : Supervisor.saved + "/crontab-\(owner)"
        let fields =
            "^[[:space:]]*(@[a-z]+|([^[:space:]]+[[:space:]]+){4}[^[:space:]]+)[[:space:]]+\(user)"
        return """
            f=\(ShellText.quote(file))
            if [ ! -e "$f" ]; then f=\(ShellText.quote(saved)); fi
            echo '#!/bin/sh'
            sed --quiet --regexp-extended \\
              's/^[[:space:]]*([A-Za-z_][A-Za-z0-9_]*)[[:space:]]*=[[:space:]]*"?([^"]*)"?$/export \\1="\\2"/p' "$f"
            sed --quiet '\(line)p' "$f" | sed --regexp-extended 's/\(fields)//; s/\\\\%/%/g'
            """
    }
}
