import Foundation
import Survey
import Testing
import Vocabulary

/// How often a scan reads a file, counted: once while it walks, and again only where the words of
/// a text leave something possible.
@Suite struct ReadOnceTests {
    private let reads = AnsweringPlace.Reads()

    /// A place of these files that keeps count.
    private func place(_ texts: [String: String]) throws -> AnsweringPlace {
        var place = try AnsweringPlace(texts)
        place.reads = reads
        return place
    }

    /// Sources in which nothing is to be found.
    private static var plain: [String: String] {
        var files: [String: String] = [:]
        for number in 0..<20 {
            files["src/m\(number % 3)/part\(number).py"] = "def add(a, b):\n    return a + b\n"
            files["lib/part\(number).ts"] = "export const size = \(number)\n"
            files["etc/part\(number).swift"] = "let width = \(number)\n"
        }
        return files
    }

    private func scan(_ place: AnsweringPlace) throws -> Scan.Found {
        var scan = Scan(roots: [place.folder], isDeep: true)
        scan.program = "bedplate 1"
        return try scan.run(on: place, since: nil)
    }

    @Test func `texts whose words leave nothing possible are read by the walk alone`() throws {
        let place = try place(Self.plain)
        defer { place.remove() }
        _ = try scan(place)
        #expect(reads.all == [])
    }

    @Test func `a text that may hold a prompt is read again, once`() throws {
        var files = Self.plain
        files["src/voice.py"] = """
            SYSTEM_PROMPT = \"\"\"You are Wick, the keeper of the lamps. You speak plainly and never \
            raise your voice, and you remember every ship that ever passed the point.\"\"\"
            """
        let place = try place(files)
        defer { place.remove() }
        let found = try scan(place)
        #expect(reads.all == ["src/voice.py"])
        let key = SecretKey(bytes: [UInt8](repeating: 7, count: 32))
        let voice = found.tables[0].items(key: key).first { $0.path.text == "src/voice.py" }
        #expect(voice?.verdict.itemClass == .identity)
    }

    @Test func `an unchanged scan reads nothing`() throws {
        var files = Self.plain
        files["src/voice.py"] = "PROMPT = 'You are Wick, the keeper of the lamps on the point.'\n"
        let place = try place(files)
        defer { place.remove() }
        usleep(60_000)
        var scan = Scan(roots: [place.folder], isDeep: true)
        scan.program = "bedplate 1"
        let first = try scan.run(on: place, since: nil)
        reads.forget()
        let earlier = Scan.Earlier(tables: first.tables, rest: first.rest, basis: scan.basis)
        let second = try scan.run(on: place, since: earlier)
        #expect(reads.all == [])
        let flags = second.tables[0].table.records.filter { $0.type == .file }.map(\.flags)
        #expect(flags.allSatisfy { $0 & FileRecord.Flag.carried != 0 })
    }

    @Test func `what the walk told changes no verdict`() throws {
        var files = Self.plain
        files["etc/agent.yaml"] =
            "system_prompt: You are the one who keeps the lamps burning here\n"
        files["etc/dates.yaml"] = "seen: 2026-01-02T03:04:05Z\nlast: 2026-02-03T04:05:06Z\n"
        files["etc/books.json"] = "{\"last_seen\": 1, \"updated_at\": \"2026-01-02T03:04:05Z\"}\n"
        files["etc/device.json"] = """
            {"device_id": "A", "access_token": "syt_0a1b2c3d4e5f6a7b8c9d", "user_id": "@a:b"}
            """
        files["run.sh"] = "#!/bin/sh\nclaude -p \"tell the keeper what passed the point today\"\n"
        var place = try place(files)
        defer { place.remove() }
        let key = SecretKey(bytes: [UInt8](repeating: 7, count: 32))
        let told = try scan(place)
        place.tells = false
        let untold = try scan(place)
        let verdicts = told.tables[0].items(key: key).map(\.verdict)
        #expect(verdicts == untold.tables[0].items(key: key).map(\.verdict))
        #expect(Set(verdicts.map(\.itemClass)).count >= 3)
    }
}
