internal import Vocabulary

/// Actions and checks as shell text for a person at a root prompt on the place.
struct ActionText {
    let plan: Plan

    /// The text to paste; nil where a person is asked or nothing is done.
    func shell(_ action: Action) -> String? {
        switch action {
        case .run(let argv, let stdin):
            if let stdin { return script(stdin) }
            if argv.first == "bash", let text = argv.last, argv.contains("-c") { return text }
            return ShellText.line(argv)
        case .install(let file, let to, let mode, let owner):
            return "install -D --mode \(mode) --owner \(owner) \(PlanBuilder.folder)/\(file) \(to)"
        case .derive(let derivation): return script(derivation.script)
        case .dump(_, _, let path), .load(_, _, let path): return script(path)
        case .copy(_, _, let path): return path.flatMap(script)
        case .unit(let name, let verb, let user):
            return Self.control(user) + " \(verb) \(ShellText.quote(name))"
        case .container(let name, let verb): return container(name, verb)
        case .wait, .ask, .alert, .nothing, .impossible: return nil
        }
    }

    /// The service manager of the host, or that of a user.
    static func control(_ user: String?) -> String {
        user.map { "systemctl --user --machine=\(ShellText.quote($0 + "@"))" } ?? "systemctl"
    }

    /// What a person is asked or told.
    func words(_ action: Action) -> String? {
        switch action {
        case .ask(let question): question
        case .alert(let to, let says): "Tell \(to): \(says)"
        case .wait(let seconds, let until): "Wait until \(until) (\(Self.span(seconds)))."
        case .nothing(let because): "Nothing: \(because)."
        case .impossible(let because): "**Cannot be undone**: \(because)."
        case .run, .install, .derive, .unit, .container, .dump, .load, .copy: nil
        }
    }

    /// A script of the plan without its heading lines.
    private func script(_ path: String) -> String? {
        guard let file = plan.file(path) else { return nil }
        let text = String(decoding: file.bytes, as: UTF8.self)
        return String(
            text.split(separator: "\n", omittingEmptySubsequences: false)
                .drop { $0.hasPrefix("# ") || $0 == "set -euo pipefail" || $0 == "umask 077" }
                .joined(separator: "\n").dropLast())
    }

    private func container(_ name: String, _ verb: String) -> String {
        let parts = name.split(separator: "/").map(String.init)
        let project = "label=com.docker.compose.project=\(parts.first ?? "")"
        let service = "label=com.docker.compose.service=\(parts.last ?? "")"
        return "docker ps --all --quiet --filter \(ShellText.quote(project)) "
            + "--filter \(ShellText.quote(service)) | xargs --no-run-if-empty docker \(verb)"
    }

    /// What must be seen, in words.
    func expectation(_ check: Check) -> String {
        switch check.expect {
        case .exit(let status):
            status == 0 ? "exit status 0, no complaint" : "exit status \(status)"
        case .equals(let text): "`\(text)`"
        case .matches(let pattern): "something that matches `\(pattern)`"
        case .countOf(let what): "the same number as \(what)"
        case .hashOf(let what): "the same digest as \(what)"
        case .within(let range): "a number within \(range)"
        }
    }

    /// Seconds as a person says them.
    static func span(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7200: "\((seconds + 59) / 60) min"
        default: "\((seconds + 3599) / 3600) h"
        }
    }
}
