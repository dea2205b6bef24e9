internal import Vocabulary

/// How the supervisors of a service on the source are told to stop it and to go on.
struct Supervisor {
    /// Something to do: an action of the vocabulary, or shell text.
    enum Order {
        case action(Action)
        case shell(String)

        func action(self builder: inout PlanBuilder, _ id: String) -> Action {
            switch self {
            case .action(let action): action
            case .shell(let text): builder.run(id, text)
            }
        }
    }

    let stop: Order
    let restart: Order
    /// Shell text that exits 0 when it does not run.
    let stopped: String

    static let saved = "\(PlanBuilder.exports)/saved"

    /// `isServer` tells that it serves a store and may need longer to close it.
    init(_ service: Service, isServer: Bool = false) {
        if service.isContainer {
            (stop, restart, stopped) = Self.container(service, isServer)
        } else if service.kinds.contains("cron") {
            (stop, restart, stopped) = Self.cron(service)
        } else if service.kinds.contains("timer") || service.kinds.contains("unit") {
            (stop, restart, stopped) = Self.unit(service)
        } else {
            (stop, restart, stopped) = Self.byHand(service)
        }
    }

    /// `docker stop` alone would not outlive a restart of the engine under `restart: always`.
    private static func container(
        _ service: Service, _ isServer: Bool
    ) -> (Order, Order, String) {
        let find = SourceText.container(service).replacingTest("[ -n \"$c\" ] || exit 0")
        let policy = ShellText.quote(service.restart ?? "no")
        return (
            .shell(
                "\(find)\ndocker update --restart no \"$c\"\n"
                    + "docker stop\(isServer ? " --time 60" : "") \"$c\""),
            .shell("\(find)\ndocker update --restart \(policy) \"$c\"\ndocker start \"$c\""),
            "\(find)\ntest \"$(docker inspect --format '{{.State.Running}}' \"$c\")\" = false"
        )
    }

    /// What a unit was is written down once, before it is first touched, and put back as it was.
    private static func unit(_ service: Service) -> (Order, Order, String) {
        let isUser = service.supervisors.contains("systemd-user")
        let group = Identifiers.group(of: service.id) ?? ""
        let user = group.hasPrefix("user:") ? String(group.dropFirst(5)) : ""
        let control = ActionText.control(isUser ? user : nil)
        var name = service.name
        if !name.contains(".") { name += service.kinds.contains("timer") ? ".timer" : ".service" }
        let quoted = ShellText.quote(name)
        let was = ShellText.quote("\(saved)/unit-\(isUser ? user + "-" : "")\(name)")
        let stop = """
            install --directory --mode 0700 \(saved)
            if [ ! -e \(was) ]; then
              {
                \(control) is-enabled \(quoted) || true
                \(control) is-active \(quoted) || true
              } > \(was).new 2>/dev/null
              mv \(was).new \(was)
            fi
            if [ "$(sed --quiet 1p \(was))" = enabled ]; then \(control) disable \(quoted); fi
            \(control) stop \(quoted)
            """
        let restart = """
            if [ -e \(was) ]; then
              if [ "$(sed --quiet 1p \(was))" = enabled ]; then \(control) enable \(quoted); fi
              if [ "$(sed --quiet 2p \(was))" = active ]; then \(control) start \(quoted); fi
              rm --force \(was)
            fi
            """
        return (.shell(stop), .shell(restart), "! \(control) --quiet is-active \(quoted)")
    }

    /// A crontab is set aside as a whole by the first of its jobs; the others find it gone.
    private static func cron(_ service: Service) -> (Order, Order, String) {
        let group = Identifiers.group(of: service.id) ?? ""
        let user = group.hasPrefix("cron:") ? String(group.dropFirst(5)) : "root"
        let file = service.definedIn?.text ?? ""
        if isCronsOwn(file) {
            let path = ShellText.quote(file)
            let aside = ShellText.quote(asideName(file))
            return (
                .shell(
                    "install --directory --mode 0700 \(saved)\n"
                        + "if [ -e \(path) ]; then mv \(path) \(aside); fi"),
                .shell("if [ -e \(aside) ]; then mv \(aside) \(path); fi"), "test ! -e \(path)"
            )
        }
        let who = ShellText.quote(user)
        let aside = ShellText.quote("\(saved)/crontab-\(user)")
        return (
            .shell(
                """
                install --directory --mode 0700 \(saved)
                if crontab -u \(who) -l > \(aside).new; then
                  mv \(aside).new \(aside)
                  crontab -u \(who) -r
                fi
                """),
            .shell("if [ -e \(aside) ]; then crontab -u \(who) \(aside); fi"),
            "! crontab -u \(who) -l"
        )
    }

    /// Whether cron itself reads a file: set aside, it is the same file when it comes back.
    static func isCronsOwn(_ file: String) -> Bool {
        file.hasPrefix("/etc/cron") || file.hasPrefix("/var/spool/cron/")
    }

    /// Where such a file lies while it is set aside.
    static func asideName(_ file: String) -> String {
        "\(saved)/" + file.split(separator: "/").joined(separator: "-")
    }

    private static func byHand(_ service: Service) -> (Order, Order, String) {
        let isAgent = service.kinds.contains("agent-schedule")
        let isTool = service.kinds.contains("mcp")
        let place = service.definedIn.map { " (\($0.text))" } ?? ""
        let stop: String
        if isAgent {
            stop = "Pause the job \(service.name) in its runtime\(place). Paused?"
        } else if isTool {
            stop = "\(service.name) is started by its client and stops with it. Is it gone?"
        } else {
            stop = "Stop \(service.name) the way it was started. Stopped?"
        }
        let line = (service.entrypoint + service.command).prefix { !$0.contains("‹") }
            .joined(separator: " ")
        let gone =
            isAgent
            ? "echo paused" : "! pgrep --full -- \(pattern(line.isEmpty ? service.name : line))"
        return (
            .action(.ask(question: stop)),
            .action(.ask(question: "Start \(service.name) again. Started?")), gone
        )
    }

    /// A command line as a pattern that the line it stands in does not match.
    private static func pattern(_ line: String) -> String {
        let escaped = line.map { "\\.*[]^$+?(){}|".contains($0) ? "\\\($0)" : String($0) }
        guard let first = escaped.first else { return "''" }
        let apart = first.count == 1 ? "[\(first)]" : first
        return ShellText.quote("^(\\S*/)?" + apart + escaped.dropFirst().joined())
    }
}

extension String {
    /// The text with the line that refuses an absent container replaced.
    func replacingTest(_ line: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0 == "test -n \"$c\"" ? line : String($0) }.joined(separator: "\n")
    }
}
