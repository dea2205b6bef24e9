import Foundation

/// Runs shell text the way a plan runs it: streamed to `bash -s` with `set -euo pipefail`.
enum Shell {
    struct Result {
        let status: Int32
        let output: String
        let complaint: String
    }

    static func run(_ text: String) throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-s"]
        let folder = FileManager.default.temporaryDirectory
        let name = UUID().uuidString
        let input = folder.appendingPathComponent("\(name).sh")
        let output = folder.appendingPathComponent("\(name).out")
        let complaint = folder.appendingPathComponent("\(name).err")
        try Data("set -euo pipefail\numask 077\n\(text)\n".utf8).write(to: input)
        for file in [output, complaint] {
            FileManager.default.createFile(atPath: file.path, contents: nil)
        }
        defer { for file in [input, output, complaint] { try? FileManager.default.removeItem(at: file) } }
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: complaint)
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus,
            output: try String(decoding: Data(contentsOf: output), as: UTF8.self),
            complaint: try String(decoding: Data(contentsOf: complaint), as: UTF8.self))
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

/// What a test says when a server's programs are not there.
struct MissingPrograms: Error, CustomStringConvertible {
    let programs: [String]
    var description: String {
        "not installed: \(programs.joined(separator: ", ")); `make parts` installs them"
    }
}
