import Glibc
import Places
import Testing
import Vocabulary

/// What a walk may cost in system calls, counted by strace(1) over the walk-once program.
@Suite struct SyscallBudgetTests {
    static let hasTracer =
        (try? LocalPlace().run(Command(["strace", "-c", "true"])))?.isSuccess ?? false

    let tree = ScratchTree()

    /// Calls of all kinds that one run makes.
    func calls(_ arguments: [String]) throws -> Int {
        let program = try #require(TestProgram.path("walk-once")).text
        let report = tree.root.text + ".calls"
        defer { unlink(report) }
        let result = try LocalPlace().run(
            Command(["strace", "-f", "-c", "-o", report, program] + arguments))
        try #require(result.isSuccess, "\(String(decoding: result.errors, as: UTF8.self))")
        let folder = PathBytes(report).folder
        let text = try LocalPlace().read(PathBytes(report).name, below: folder, limit: 1 << 20)
        let total = String(decoding: text, as: UTF8.self).split(separator: "\n").last {
            $0.hasSuffix("total")
        }
        let columns = try #require(total).split(separator: " ").compactMap { Int($0) }
        return try #require(columns.first { $0 > 10 })
    }

    @Test(.enabled(if: hasTracer))
    func `a walk stays within its budget of calls`() throws {
        for folder in 0..<100 {
            for file in 0..<20 { tree.file(PathBytes("d\(folder)/f\(file)"), "\(folder) \(file)") }
        }
        usleep(60_000)
        let entries = 2100.0
        let files = 2000.0
        let nothing = Double(try calls(["none"]))
        let crawl = Double(try calls(["crawl", tree.root.text])) - nothing
        let first = Double(try calls(["first", tree.root.text])) - nothing
        let both = Double(try calls(["rescan", tree.root.text])) - nothing
        #expect(crawl / entries <= 1.6)
        #expect((first - crawl) / files <= 4)
        #expect((both - first) / entries <= 1.6)
    }
}

/// A helper program built beside the tests.
enum TestProgram {
    static func path(_ name: String) -> PathBytes? {
        var own = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &own, own.count - 1)
        guard length > 0 else { return nil }
        let test = PathBytes(bytes: own[..<length].map { UInt8(bitPattern: $0) })
        return test.folder.appending(PathBytes(name))
    }
}
