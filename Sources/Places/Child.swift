import CLinux
import Glibc
import Vocabulary

/// A child process with its three pipes, started by posix_spawn(3).
enum Child {
    /// Runs a program and waits for it; it is killed, with its group, when the time is over or
    /// `isStopped` says so.
    static func run(
        _ command: Command, isStopped: (() -> Bool)? = nil
    ) throws(PlacesError) -> CommandResult {
        let name = PathBytes(command.arguments.first ?? "")
        do {
            let input = try Pipe()
            let output = try Pipe()
            let errors = try Pipe()
            let process = try spawn(command, input.reader, output.writer, errors.writer)
            close(input.reader)
            close(output.writer)
            close(errors.writer)
            var traffic = Traffic(command, input.writer, output.reader, errors.reader)
            let inTime = traffic.carry(isStopped: isStopped)
            if !inTime { kill(command.asksPerson ? process : -process, SIGKILL) }
            return traffic.result(await: process, inTime: inTime)
        } catch {
            throw .failed(what: "run", path: name, error)
        }
    }

    static func spawn(
        _ command: Command, _ input: Int32, _ output: Int32, _ errors: Int32
    ) throws(SystemError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (from, to) in [(input, Int32(0)), (output, 1), (errors, 2)] {
            posix_spawn_file_actions_adddup2(&actions, from, to)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        // Worker threads of Dispatch block signals; a child of theirs must still hear Ctrl-C.
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        let group = command.asksPerson ? 0 : Int16(POSIX_SPAWN_SETPGROUP)
        posix_spawnattr_setflags(
            &attributes, group | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        var process = pid_t()
        let arguments = CStrings(command.arguments)
        let own = command.environment.map { CStrings($0) }
        let status = posix_spawnp(
            &process, arguments.first, &actions, &attributes, arguments.pointers,
            own?.pointers ?? environ)
        guard status == 0 else { throw SystemError(status) }
        return process
    }
}

/// A pipe whose ends are closed on exec.
struct Pipe {
    let reader: Int32
    let writer: Int32

    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard linux_pipe(&ends) == 0 else { throw .last }
        (reader, writer) = (ends[0], ends[1])
    }
}

/// A NULL-terminated vector of C strings.
final class CStrings {
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    private let count: Int

    init(_ texts: [String]) {
        count = texts.count
        pointers = .allocate(capacity: count + 1)
        for (index, text) in texts.enumerated() { pointers[index] = strdup(text) }
        pointers[count] = nil
    }

    deinit {
        for index in 0..<count { free(pointers[index]) }
        pointers.deallocate()
    }

    /// The first string; an empty one where there is none.
    var first: String { pointers[0].map { String(cString: $0) } ?? "" }
}
