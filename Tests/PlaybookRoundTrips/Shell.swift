import Foundation

/// Runs shell text the way a plan runs it: by bash with `set -euo pipefail` and nothing to read.
///
/// By `posix_spawn`: Foundation's `Process` waits for whoever inherits its descriptors, and a
/// server that is woken inherits them for as long as it lives.
enum Shell {
    struct Result {
        let status: Int32
        let output: String
        let complaint: String
    }

    static func run(_ text: String) throws -> Result {
        let name = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
        let (input, output, complaint) = (name + ".sh", name + ".out", name + ".err")
        defer { for file in [input, output, complaint] { unlink(file) } }
        try Data("set -euo pipefail\numask 077\n\(text)\n".utf8).write(
            to: URL(fileURLWithPath: input))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        // The threads of a test block signals; what they start must not.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let made = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 1, output, made, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, complaint, made, 0o600)
        var status: Int32 = 0
        var child: pid_t = 0
        let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("bash"), strdup(input), nil]
        defer { for argument in arguments { free(argument) } }
        let failure = posix_spawn(
            &child, "/bin/bash", &actions, &attributes, arguments, environ)
        guard failure == 0 else { throw POSIXError(.init(rawValue: failure) ?? .EIO) }
        waitpid(child, &status, 0)
        return Result(
            status: status & 0x7F == 0 ? status >> 8 : 128 + (status & 0x7F),
            output: try String(
                decoding: Data(contentsOf: URL(fileURLWithPath: output)), as: UTF8.self),
            complaint: try String(
                decoding: Data(contentsOf: URL(fileURLWithPath: complaint)), as: UTF8.self))
    }

    /// Whether every program is there; the missing ones otherwise.
    static func missing(_ programs: [String]) -> [String] {
        programs.filter { program in
            (try? run("command -v \(program)").status) != 0
        }
    }
}

/// A folder of its own under /tmp, short because Unix sockets have short names.
final class Scratch {
    let path: String

    init(_ name: String) throws {
        path = "/tmp/bedplate-\(name)-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755])
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
