import Glibc
import Testing
import Vocabulary

@testable import History

@Suite struct ProcessTests {
    let scratch = Scratch()
    let scope = ["local:/srv/x"]

    @Test func `two processes at once lose nothing`() throws {
        let one = try Writer(scratch.history, count: 25, mark: "one")
        let two = try Writer(scratch.history, count: 25, mark: "two")
        let said = one.lines() + two.lines()
        #expect(one.end() == 0 && two.end() == 0)
        #expect(said.sorted() == Array(1...50))
        try check(atLeast: 50)
    }

    @Test(arguments: [1, 3, 7])
    func `killed while writing, what was kept stays and the rest never was`(lines: Int) throws {
        let writer = try Writer(scratch.history, count: 100_000, mark: "doomed")
        let said = writer.lines(atMost: lines)
        usleep(useconds_t(lines * 317))
        kill(writer.process, SIGKILL)
        _ = writer.end()
        try check(atLeast: try #require(said.last))
        let again = try Writer(scratch.history, count: 1, mark: "again")
        #expect(again.lines().count == 1)
    }

    @Test func `a history held by another is busy, not broken`() throws {
        let holder = try HistoryFile(scratch.history)
        let other = try HistoryFile(scratch.history)
        try other.database.execute("PRAGMA busy_timeout = 50")
        try holder.database.execute("BEGIN IMMEDIATE")
        #expect(throws: HistoryError.busy(scratch.history)) {
            try other.keep([classified(table(["a": "1"]))], rest: rest(1), key: nil)
        }
        try holder.database.execute("ROLLBACK")
        _ = try other.keep([classified(table(["a": "1"]))], rest: rest(1), key: nil)
    }

    /// Every occasion is there, in order, whole, and has the id of its content.
    private func check(atLeast count: Int) throws {
        let history = try HistoryFile(scratch.history)
        let sound = try history.database.rows("PRAGMA integrity_check") { $0.text(0) }
        #expect(sound == ["ok"])
        let occasions = try history.occasions(of: scope)
        #expect(occasions.count >= count)
        #expect(occasions.map(\.sequence) == Array(1...occasions.count))
        for steps in 0..<min(occasions.count, 10) {
            let snapshot = try history.snapshot("latest~\(steps)", in: scope, key: nil)
            #expect(snapshot.stream.identity() == snapshot.occasion.id)
            #expect(snapshot.tables.first?.table.records.count == 2)
        }
    }
}

/// A history-writer running beside us.
final class Writer {
    let process: pid_t
    private let output: Int32

    init(_ history: PathBytes, count: Int, mark: String) throws {
        var own = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &own, own.count - 1)
        try #require(length > 0)
        let test = PathBytes(bytes: own[..<length].map { UInt8(bitPattern: $0) })
        let program = test.folder.appending("history-writer").text
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        try #require(fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addclose(&actions, ends[1])
        let arguments =
            [program, history.text, "\(count)", mark].map { $0.withCString { strdup($0) } } + [nil]
        var process = pid_t()
        let status = posix_spawn(&process, program, &actions, nil, arguments, environ)
        posix_spawn_file_actions_destroy(&actions)
        for argument in arguments { free(argument) }
        close(ends[1])
        try #require(status == 0, "\(program) is not built")
        (self.process, output) = (process, ends[0])
    }

    deinit {
        close(output)
    }

    /// The numbers it says, until it ends or has said so many.
    func lines(atMost limit: Int = .max) -> [Int] {
        var text: [UInt8] = []
        var byte: UInt8 = 0
        while text.count(where: { $0 == 0x0A }) < limit, read(output, &byte, 1) == 1 {
            text.append(byte)
        }
        return text.split(separator: 0x0A).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    /// Its exit status; the signal's number where it was killed.
    func end() -> Int32 {
        var status: Int32 = 0
        waitpid(process, &status, 0)
        return status & 0x7F != 0 ? status & 0x7F : status >> 8
    }
}
