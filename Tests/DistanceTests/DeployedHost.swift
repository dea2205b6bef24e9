import Glibc
import Places
import Testing
import Vocabulary

@testable import Distance

/// A host whose programs put what is private to them below a folder of its own, so that whatever a
/// probe leaves behind is seen; it may do something to what the probe says.
final class DeployedHost {
    let host: Host
    private let scratch = Scratch()
    private var folder: String { scratch.path }

    /// Hands on what the probe's session says, done something to.
    private static let filter = #"""
        import os, subprocess, sys, time
        what, one, other = (sys.argv[1:] + ["", ""])[:3]
        one, other, passed = one.encode(), other.encode(), 0
        while piece := os.read(0, 1 << 16):
            if what == "replace": piece = piece.replace(one, other)
            if what == "after" and one in piece:
                if other == b"die": subprocess.run(["pkill", "-9", "-f", os.environ["TMPDIR"]])
                if other == b"silence": time.sleep(600)
                if other == b"drip":
                    while True: os.write(1, b"1"); time.sleep(0.1)
                if other == b"flood":
                    while True: os.write(1, b"l65536:" + b"x" * 65536)
                if other == b"cut": sys.exit()
            os.write(1, piece)
        """#

    /// - Parameters:
    ///   - filter: words for what is done to what the probe says; none for nothing.
    ///   - programs: texts that stand before the host's own programs, by name.
    init(filter: [String] = [], programs: [String: String] = [:]) throws {
        let path = scratch.path
        _ = try Tools.output(["mkdir", path + "/tmp", path + "/bin"])
        try scratch.file("filter.py", Self.filter)
        for (name, text) in programs { try scratch.file("bin/" + name, text, mode: 0o755) }
        let words = (["python3", path + "/filter.py"] + filter).map { "'\($0)'" }
        try scratch.file(
            "doing",
            """
            TMPDIR=\(path)/tmp PATH=\(path)/bin:$PATH; export TMPDIR PATH
            case $SSH_ORIGINAL_COMMAND in
            *size=*) eval "$SSH_ORIGINAL_COMMAND" \(filter.isEmpty ? "" : "| ")\
            \(filter.isEmpty ? "" : words.joined(separator: " "));;
            *) eval "$SSH_ORIGINAL_COMMAND";;
            esac
            """)
        host = try Host("ForceCommand sh \(path)/doing")
    }

    /// How it is reached, the probe put there.
    func reach(_ transport: Reach.Transport = .system) throws -> Reach {
        var reach = host.reach
        reach.transport = transport
        reach.probe = try Self.probe()
        return reach
    }

    /// The probe that lies beside the tests.
    static func probe() throws -> ProbeProgram {
        try ProbeProgram(try #require(ProbeProgram.place))
    }

    /// What lies where the host's programs keep what is theirs for a while, once that was given a
    /// moment to go.
    func remains() throws -> [String] {
        var left: [String] = []
        for _ in 0..<100 {
            left = try Tools.output(["ls", "-A", folder + "/tmp"])
                .split(separator: "\n").map(String.init)
            if left.isEmpty { break }
            usleep(100_000)
        }
        return left
    }
}
