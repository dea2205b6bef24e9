internal import Places
internal import Planning
internal import Vocabulary

/// Turns an action of the plan into the program that does it on its place.
///
/// Scripts are streamed to the shell and never run from a path. Whatever changes something runs
/// under one lock of the host: after a crash of this side, the next look waits until what was
/// still running there has ended.
struct Delivery {
    /// Where a host keeps what belongs to its runs.
    let hostFolder: String
    /// The run's own copy of the plan, on this machine.
    let planFolder: String

    /// The program for an action; nil where a person does it, or nobody has to do anything.
    ///
    /// - Parameters:
    ///   - operand: bytes of a file of the plan, looked at again and equal to what was signed.
    ///   - isLocal: whether the place is this machine, where the plan's folder is the current one.
    func command(
        _ action: Action, seconds: Int, isLocal: Bool,
        operand: (String) throws(ExecutionError) -> [UInt8]
    ) throws(ExecutionError) -> Command? {
        guard let (words, input) = try inner(action, operand) else { return nil }
        return wrapped(words, input, seconds, isLocal)
    }

    /// The same as a script for a shell that is alone with it; nil where no program does it.
    func alone(
        _ action: Action, _ operand: (String) throws(ExecutionError) -> [UInt8]
    ) throws(ExecutionError) -> [UInt8]? {
        guard let (words, input) = try inner(action, operand) else { return nil }
        if words == Self.shell { return input }
        let line = ShellText.line(words)
        if input.isEmpty { return Array((line + "\n").utf8) }
        return Array("base64 --decode << 'END' | \(line)\n\(Base64.encode(input))\nEND\n".utf8)
    }

    /// The words of the program for an action and what it reads; nil where there is none.
    private func inner(
        _ action: Action, _ operand: (String) throws(ExecutionError) -> [UInt8]
    ) throws(ExecutionError) -> (words: [String], input: [UInt8])? {
        switch action {
        case .run(_, let script?): return (Self.shell, try operand(script))
        case .run(let argv, nil): return (argv, [])
        case .derive(let derivation): return (Self.shell, try operand(derivation.script))
        case .dump(_, _, let script), .load(_, _, let script), .copy(_, _, let script?):
            return (Self.shell, try operand(script))
        case .copy(let from, let to, nil):
            return (["cp", "--archive", "--no-clobber", from, to], [])
        case .install(let file, let to, let mode, let owner):
            return (["sh", "-euc", Self.install, "sh", to, mode, owner], try operand(file))
        case .unit(let name, let verb, let user):
            let manager = user.map { ["--user", "--machine=\($0)@"] } ?? []
            return (["systemctl"] + manager + [verb, "--", name], [])
        case .container(let name, let verb):
            let parts = name.split(separator: "/").map(String.init)
            return (["sh", "-euc", Self.container, "sh", verb] + parts, [])
        case .wait, .ask, .alert, .nothing, .impossible: return nil
        }
    }

    /// A look: no lock, no change of folder but where the plan's own files are asked for.
    func look(_ action: Action, seconds: Int, isLocal: Bool) -> Command? {
        guard case .run(let argv, nil) = action else { return nil }
        return finished(["timeout", "--kill-after=10", "\(seconds)"] + argv, [], seconds, isLocal)
    }

    /// Waits until nothing of ours runs there any more; changes nothing.
    func quiet(seconds: Int) -> Command {
        var command = Command([
            "sh", "-c", "test ! -e \"$1\" || flock --timeout \"$2\" \"$1\" true", "sh", lock,
            "\(seconds)",
        ])
        command.timeout = (seconds + 30) * 1000
        return command
    }

    /// The lock of the host under which everything that changes something runs.
    var lock: String { hostFolder + "/step.lock" }

    /// The exit status of flock(1) where something else of ours still runs.
    static let busy: Int32 = 75

    private func wrapped(
        _ inner: [String], _ input: [UInt8], _ seconds: Int, _ isLocal: Bool
    ) -> Command {
        finished(
            [
                "flock", "--close", "--conflict-exit-code", "\(Self.busy)", "--timeout", "30",
                lock, "timeout", "--kill-after=10", "\(seconds)",
            ] + inner, input, seconds, isLocal)
    }

    private func finished(
        _ words: [String], _ input: [UInt8], _ seconds: Int, _ isLocal: Bool
    ) -> Command {
        let entering = isLocal ? ["sh", "-c", "cd \"$0\" && exec \"$@\"", planFolder] : []
        var command = Command(entering + words)
        command.input = input
        command.timeout = (seconds + 60) * 1000
        command.outputLimit = 1 << 20
        return command
    }

    /// The script comes on standard input and is read from descriptor 3, so that no program it
    /// starts can swallow the rest of it.
    private static let shell = ["sh", "-c", "exec bash /dev/fd/3 3<&0 </dev/null"]

    /// `$1` to, `$2` mode, `$3` owner: written beside and renamed; nothing half written is left.
    private static let install = #"""
        umask 077
        trap 'rm -f "$1.bedplate-new"' EXIT
        install -d -m 0755 "$(dirname "$1")"
        cat > "$1.bedplate-new"
        chmod "$2" "$1.bedplate-new"
        chown "$3" "$1.bedplate-new"
        mv -f "$1.bedplate-new" "$1"
        """#

    /// `$1` verb, `$2` name or project, `$3` service of the project.
    private static let container = #"""
        if [ $# -eq 3 ]; then
          c=$(docker ps --all --quiet --filter "label=com.docker.compose.project=$2" \
            --filter "label=com.docker.compose.service=$3")
          test -n "$c"
          docker "$1" $c
        else
          docker "$1" "$2"
        fi
        """#
}
