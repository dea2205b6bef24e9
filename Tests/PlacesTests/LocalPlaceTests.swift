import Glibc
import Places
import Testing
import Vocabulary

@Suite struct LocalPlaceTests {
    let place = LocalPlace()

    @Test func `a file is read whole, below its root`() throws {
        let bytes = try place.read("etc/passwd", below: "/", limit: 1 << 20)
        #expect(bytes.starts(with: "root:".utf8))
    }

    @Test(arguments: ["../etc/passwd", "/etc/passwd", "etc/../../etc/passwd"])
    func `refuses a path that leads out of the root`(path: String) {
        #expect(throws: PlacesError.outside(path: PathBytes(path))) {
            try place.read(PathBytes(path), below: "/usr", limit: 1 << 20)
        }
    }

    @Test func `refuses a link on the way`() throws {
        let error = #expect(throws: PlacesError.self) {
            try place.read("self/status", below: "/proc", limit: 1 << 20)
        }
        #expect(error?.code == "ELOOP")
    }

    @Test func `refuses what is larger than asked for`() {
        #expect(throws: PlacesError.larger(path: "etc/passwd", limit: 3)) {
            try place.read("etc/passwd", below: "/", limit: 3)
        }
    }

    @Test func `refuses a folder in place of a file`() {
        #expect(throws: PlacesError.notAFile(path: "etc")) {
            try place.read("etc", below: "/", limit: 3)
        }
    }

    @Test func `an error has its code and its words`() {
        let error = #expect(throws: PlacesError.self) {
            try place.read("no/such", below: "/", limit: 3)
        }
        #expect(error?.code == "ENOENT")
        #expect(error?.message == "could not read no/such: no such file or folder")
    }

    @Test func `the facts name system, architecture and host`() {
        let facts = place.facts()
        for name in ["os", "os_id", "kernel", "architecture", "hostname"] {
            #expect(facts[name]?.isEmpty == false)
        }
    }

    @Test func `a machine is known by a keyed hash only`() throws {
        let one = try #require(SecretKey(bytes: Array(repeating: 1, count: 32)))
        let two = try #require(SecretKey(bytes: Array(repeating: 2, count: 32)))
        let id = try? place.read("etc/machine-id", below: "/", limit: 100)
        guard id?.count == 33 else { return }
        #expect(place.machine(key: one) == place.machine(key: one))
        #expect(place.machine(key: one) != place.machine(key: two))
    }
}

@Suite struct CommandTests {
    let place = LocalPlace()

    @Test func `a program gets its input and gives output, errors and status`() throws {
        var command = Command(["sh", "-c", "cat; echo bad >&2; exit 3"])
        command.input = Array("hello".utf8)
        let result = try place.run(command)
        #expect(result.output == Array("hello".utf8))
        #expect(result.errors == Array("bad\n".utf8))
        #expect(result.ending == .exited(3))
    }

    @Test func `megabytes both ways do not lock up`() throws {
        var command = Command(["cat"])
        command.input = Array(repeating: 0x61, count: 4 << 20)
        let result = try place.run(command)
        #expect(result.output == command.input)
    }

    @Test func `a program that does not read its input does not end us`() throws {
        var command = Command(["true"])
        command.input = Array(repeating: 0x61, count: 4 << 20)
        #expect(try place.run(command).isSuccess)
    }

    @Test func `time over is told, and what was said until then`() throws {
        var command = Command(["sh", "-c", "echo early; sleep 20"])
        command.timeout = 200
        let result = try place.run(command)
        #expect(result.ending == .timedOut)
        #expect(result.output == Array("early\n".utf8))
    }

    @Test func `more output than wanted is cut, not waited for`() throws {
        var command = Command(["head", "-c", "1000000", "/dev/zero"])
        command.outputLimit = 1000
        let result = try place.run(command)
        #expect(result.output.count == 1000 && result.isCut && result.isSuccess)
    }

    @Test func `a program is not waited for once we are told to end`() throws {
        let end = ContinuousClock.now + .milliseconds(300)
        let place = LocalPlace(isStopped: { ContinuousClock.now > end })
        #expect(try place.run(Command(["echo", "early"])).isSuccess)
        let error = #expect(throws: PlacesError.self) {
            try place.run(Command(["sleep", "20"]))
        }
        #expect(error == .stopped("local"))
        #expect(ContinuousClock.now < end + .seconds(5))
        #expect(throws: PlacesError.stopped("local")) { try place.run(Command(["true"])) }
    }

    @Test func `a program that is not there is an error`() {
        let error = #expect(throws: PlacesError.self) {
            try place.run(Command(["no-such-program"]))
        }
        #expect(error?.code == "ENOENT")
    }
}
