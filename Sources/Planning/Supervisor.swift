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

    init(_ service: Service) {
        if service.isContainer {
            (stop, restart, stopped) = Self.container(service)
        } else if service.kinds.contains("cron") {
            (stop, restart, stopped) = Self.cron(service)
        } else if service.kinds.contains("timer") || service.kinds.contains("unit") {
            (stop, restart, stopped) = Self.unit(service)
        } else {
            (stop, restart, stopped) = Self.byHand(service)
        }
    }

    /// `docker stop` alone would not outlive a restart of the engine under `restart: always`.
    private static func container(_ service: Service) -> (Order, Order, String) {
        let find = SourceText.container(service).replacingTest("[ -n \"$c\" ] || exit 0")
        let policy = ShellText.quote(service.restart ?? "no")
        return (
            .shell(
                "\(find)\ndocker update --restart no \"$c\"\ndocker stop --time 60 \"$c\""),
            .shell("\(find)\ndocker update --restart \(policy) \"$c\"\ndocker start \"$c\""),
            "\(find)\ntest \"$(docker inspect --format '{{.State.Running}}' \"$c\")\" = false"
        )
    }

    private static func unit(_ service: Service) -> (Order, Order, String) {
        let isUser = service.supervisors.contains("systemd-user")
        let group = Identifiers.group(of: service.id) ?? ""
        let user = group.hasPrefix("user:") ? String(group.dropFirst(5)) : ""
        let control =
            isUser
            ? "systemctl --user --machine=\(ShellText.quote(user + "@"))" : "systemctl"
        var name = service.name
        if !name.contains(".") { name += service.kinds.contains("timer") ? ".timer" : ".service" }
        let quoted = ShellText.quote(name)
        return (
            .shell("\(control) disable --now \(quoted)"),
            .shell("\(control) enable --now \(quoted)"),
            "! \(control) --quiet is-active \(quoted)"
        )
    }

    /// A crontab is set aside as a whole by the first of its jobs; the others find it gone.
    private static func cron(_ service: Service) -> (Order, Order, String) {
        let group = Identifiers.group(of: service.id) ?? ""
        let user = group.hasPrefix("cron:") ? String(group.dropFirst(5)) : "root"
        let file = service.definedIn?.text ?? ""
        if file.hasPrefix("/etc/cron") || file == "/etc/crontab" {
            let path = ShellText.quote(file)
            let aside = ShellText.quote(
                "\(saved)/" + file.split(separator: "/").joined(separator: "-"))
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
        let program = service.command.first.map { $0.split(separator: "/").last.map(String.init) }
        let name = (program ?? nil) ?? service.name
        let gone =
            isAgent
            ? "echo paused" : "! pgrep --full --exact \(ShellText.quote(name))"
        return (
            .action(.ask(question: stop)),
            .action(.ask(question: "Start \(service.name) again. Started?")), gone
        )
    }
}

extension String {
    /// The text with the line that refuses an absent container replaced.
    func replacingTest(_ line: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0 == "test -n \"$c\"" ? line : String($0) }.joined(separator: "\n")
    }
}
