import Foundation
import Knowledge
import Planning
import Testing

/// The very commands of the playbook, run on what a real broker wrote.
@Suite(
    .serialized,
    .enabled(
        if: Shell.missing(["mosquitto", "mosquitto_sub"]).isEmpty,
        "Mosquitto is not installed; `make parts` installs it"))
struct `The mosquitto playbook` {
    let source: Bench
    let target: Bench
    var exported: String { "\(source.scratch.path)/exports/mosquitto.db" }

    init() throws {
        let scratch = try Scratch("mq")
        source = try Bench("mosquitto", in: scratch, "source", port: try Bench.freePort())
        target = try Bench("mosquitto", in: scratch, "target", port: try Bench.freePort())
        for bench in [source, target] {
            bench.enter(bench.procedures.outside, "/var/lib/mosquitto", as: bench.folder + "/data")
            try bench.shell(
                """
                cat > conf << 'END'
                listener \(bench.context.values["port"] ?? "") 127.0.0.1
                allow_anonymous true
                persistence true
                persistence_location \(bench.folder)/data/
                END
                """)
        }
        try start(source)
        try publish(source, "home/door", "open", ["-r", "-q", "1"])
        try publish(source, "home/name", "wörld \n with lines", ["-r"])
        try client(
            source, "mosquitto_sub", ["-t", "queue/#", "-i", "sleeper", "-c", "-q", "1", "-E"])
        try publish(source, "queue/one", "queued", ["-q", "1"])
        source.stopServers()
    }

    func start(_ bench: Bench) throws {
        try bench.serve("/usr/sbin/mosquitto -c conf")
        let port = bench.context.values["port"] ?? ""
        try bench.await("mosquitto_pub -p \(port) -t probe -m x")
    }

    @discardableResult
    func client(_ bench: Bench, _ program: String, _ words: [String]) throws -> String {
        try Bench.expect(
            ShellText.line([program, "-p", bench.context.values["port"] ?? ""] + words))
    }

    func publish(_ bench: Bench, _ topic: String, _ text: String, _ words: [String]) throws {
        let content = text.isEmpty ? [] : ["-m", text]
        try client(bench, "mosquitto_pub", ["-t", topic] + content + words)
    }

    @Test func `carries what was retained, and what waits for a sleeping session`() throws {
        try source.run(source.procedures.dump)
        #expect(try source.procedures.verify.allSatisfy(source.holds))
        #expect(try target.procedures.before.allSatisfy(target.holds))
        try target.run(target.procedures.load)
        #expect(try !target.procedures.before.allSatisfy(target.holds))
        let left = try source.run(source.procedures.compare)
        #expect(left.hasPrefix("retained 2 ") && left.hasSuffix("sessions 1\n"))
        #expect(try target.noticesSpoil())
        try start(target)
        #expect(try target.run(target.procedures.compare) == left)
        #expect(try target.procedures.check.allSatisfy(target.holds))
        let waited = try client(
            target, "mosquitto_sub",
            ["-t", "queue/#", "-i", "sleeper", "-c", "-q", "1", "-C", "1", "-W", "5"])
        #expect(waited == "queued\n")
        target.stopServers()
        #expect(try !target.procedures.check.allSatisfy(target.holds))
        try target.run(target.procedures.unload)
        #expect(try target.procedures.before.allSatisfy(target.holds))
    }

    @Test func `writes down what it has only in memory, once it is asked to settle`() throws {
        try start(source)
        defer { source.stopServers() }
        try publish(source, "home/lamp", "lit", ["-r", "-q", "1"])
        let before = try source.run(source.procedures.compare)
        #expect(before.hasPrefix("retained 2 "))
        try source.run(source.procedures.quiesce)
        #expect(try source.run(source.procedures.compare).hasPrefix("retained 3 "))
    }

    @Test func `tells a changed message, a lost one, and a file that is none`() throws {
        try source.run(source.procedures.dump)
        try target.run(target.procedures.load)
        var last = try target.run(target.procedures.compare)
        for text in ["shut", ""] {
            try start(target)
            try publish(target, "home/door", text, text.isEmpty ? ["-r", "-n"] : ["-r"])
            target.stopServers()
            let now = try target.run(target.procedures.compare)
            #expect(now != last, "unnoticed: \(text)")
            last = now
        }
        try Data("something else entirely".utf8).write(to: URL(fileURLWithPath: exported))
        #expect(try !source.procedures.verify.allSatisfy(source.holds))
    }
}
