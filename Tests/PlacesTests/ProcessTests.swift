import Foundation
import Places
import Testing
import Vocabulary

@Suite struct ProcessTests {
    /// This machine, as a place that can only run programs sees it.
    private struct ShellOnly: PlaceAccess {
        let id = "ssh:here"
        let reach = "ssh"
        /// A folder in which programs are looked for before any other.
        var programs: String?
        func facts() -> [String: String] { [:] }
        func machine(key: SecretKey) -> String? { nil }
        func walk(
            _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
            previous: FileTable?
        ) throws(PlacesError) -> FileTable {
            try LocalPlace().walk(root, options: options)
        }
        func read(
            _ path: PathBytes, below root: PathBytes, limit: Int
        ) throws(PlacesError) -> [UInt8] {
            try LocalPlace().read(path, below: root, limit: limit)
        }
        func head(
            of path: PathBytes, below root: PathBytes, count: Int
        ) throws(PlacesError) -> [UInt8] {
            try LocalPlace().head(of: path, below: root, count: count)
        }
        func run(_ command: Command) throws(PlacesError) -> CommandResult {
            var command = command
            command.arguments.insert(
                contentsOf: programs.map { ["env", "PATH=\($0):/usr/bin:/bin"] } ?? [], at: 0)
            return try LocalPlace().run(command)
        }
    }

    private func own(_ place: some PlaceAccess) throws -> ProcessFiles.Process {
        let files = try #require(try place.processes())
        return try #require(files.processes.first { $0.id == Int(getpid()) })
    }

    @Test func `a process tells its program, its namespace and the names of its variables`() throws
    {
        let process = try own(LocalPlace())
        #expect(String(decoding: process.status, as: UTF8.self).hasPrefix("Name:"))
        #expect(process.program?.bytes.first == UInt8(ascii: "/"))
        #expect(process.network?.hasPrefix("net:[") == true)
        #expect(process.environment?.contains("PATH") == true)
        #expect(process.environment?.allSatisfy { !$0.contains("=") } == true)
    }

    /// A process that does nothing, and has a file open.
    private struct Quiet: ~Copyable {
        let duration = "61.\(UInt32.random(in: 1...999_999))"
        let child: StreamedChild

        init() throws {
            child = try StreamedChild(["sh", "-c", "exec 3</etc/passwd; exec sleep \(duration)"])
        }

        func seen(by place: some PlaceAccess) throws -> ProcessFiles.Process {
            for _ in 0..<100 {
                let all = try #require(try place.processes()).processes
                let words = Array("sleep\0\(duration)\0".utf8)
                if let found = all.first(where: { $0.arguments == words }) { return found }
                usleep(50_000)
            }
            throw Missing()
        }

        private struct Missing: Error {}
    }

    @Test func `a shell tells of a process what reading it directly tells`() throws {
        let quiet = try Quiet()
        let direct = try quiet.seen(by: LocalPlace())
        let shell = try quiet.seen(by: ShellOnly())
        #expect(shell.arguments == direct.arguments)
        #expect(shell.program == direct.program)
        #expect(shell.folder == direct.folder && shell.folder?.bytes.first == UInt8(ascii: "/"))
        #expect(shell.network == direct.network)
        #expect(shell.environment == direct.environment)
        #expect(shell.cgroup == direct.cgroup)
        let files = { (process: ProcessFiles.Process) in
            Set((process.open ?? []).filter { $0.bytes.first == UInt8(ascii: "/") })
        }
        #expect(files(direct).contains("/etc/passwd"))
        #expect(files(shell) == files(direct))
    }

    /// A shell whose `ls` ends a process before it looks at its open files.
    @Test(arguments: [false, true])
    func `a shell takes back a process that ended between two looks`(leavesZombie: Bool) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let said = folder + "/number"
        let victim =
            leavesZombie
            ? "sh -c 'echo $$ > \(said); exec sleep 60' & exec sleep 61"
            : "sh -c 'echo $$ > \(said); exec sleep 60' & wait; sleep 60"
        let parent = try StreamedChild(["sh", "-c", victim])
        var number: Int?
        for _ in 0..<200 where number == nil {
            usleep(20_000)
            let text = try? String(contentsOfFile: said, encoding: .utf8)
            number = text.flatMap { Int($0.dropLast()) }
        }
        let id = try #require(number)
        let before = try #require(try ShellOnly().processes())
        #expect(before.processes.contains { $0.id == id })
        let lister = """
            #!/bin/sh
            case "$*" in
                *" \(id)/fd"*)
                    kill -KILL \(id)
                    while [ -e /proc/\(id)/exe ]; do sleep 0.01; done ;;
            esac
            exec /bin/ls "$@"
            """
        try lister.write(toFile: folder + "/ls", atomically: true, encoding: .utf8)
        chmod(folder + "/ls", 0o755)
        let after = try #require(try ShellOnly(programs: folder).processes())
        #expect(!after.processes.contains { $0.id == id })
        #expect(after.processes.contains { $0.id == Int(getpid()) && $0.open != nil })
        let direct = try #require(try LocalPlace().processes())
        #expect(!direct.processes.contains { $0.id == id })
        _ = consume parent
    }

    @Test func `a shell tells the sockets of our own namespace`() throws {
        let direct = try #require(try LocalPlace().processes())
        let shell = try #require(try ShellOnly().processes())
        #expect(shell.ownNetwork == direct.ownNetwork)
        let own = try #require(shell.networks.first { $0.namespace == shell.ownNetwork })
        let head = String(decoding: (own.tables["tcp"] ?? []).prefix(40), as: UTF8.self)
        #expect(head.contains("local_address"))
        #expect(!shell.mounts.isEmpty)
    }

    @Test func `values of variables with line ends and signs in them are dropped`() {
        let block = Array("A=1\nB=2\0C=x=y\0nothing\0=empty\0A=3\0".utf8)
        #expect(ProcessFiles.names(ofEnvironment: block) == ["A", "C"])
    }
}
