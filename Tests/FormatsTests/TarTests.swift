import Damage
import Formats
import Foundation
import Testing

/// Archives as tar(1) of this machine makes them.
@Suite struct `An archive` {
    /// What tar makes of two files, a link and a name of 200 letters, in a dialect.
    private static func made(_ dialect: String) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let long = String(repeating: "n", count: 200)
        try Data("one\n".utf8).write(to: folder.appending(path: "one"))
        try Data(repeating: 7, count: 1500).write(to: folder.appending(path: long))
        try FileManager.default.createSymbolicLink(
            atPath: folder.appending(path: "to").path(), withDestinationPath: "one")
        let tar = Process()
        tar.executableURL = URL(filePath: "/bin/tar")
        tar.arguments = ["-C", folder.path(), "--format", dialect, "-cf", "-", "one", "to", long]
        let output = Pipe()
        tar.standardOutput = output
        try tar.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        tar.waitUntilExit()
        return Array(bytes)
    }

    /// Names with content, in order.
    private func read(_ bytes: [UInt8], by step: Int) throws -> [String: Int] {
        var reader = TarReader()
        var found: [String: Int] = [:]
        var name = ""
        for start in stride(from: 0, to: bytes.count, by: step) {
            var rest = bytes[start..<min(bytes.count, start + step)]
            while let event = try reader.next(&rest) {
                switch event {
                case .head(let member):
                    name = String(decoding: member.name, as: UTF8.self)
                    found[name] = 0
                case .piece(let piece): found[name, default: 0] += piece.count
                case .end: break
                }
            }
        }
        #expect(reader.isDone)
        return found
    }

    @Test(arguments: ["gnu", "pax"], [1, 511, 1 << 20])
    func `is read whole, however it arrives`(dialect: String, step: Int) throws {
        let long = String(repeating: "n", count: 200)
        #expect(
            try read(Self.made(dialect), by: step) == ["one": 4, "to": 0, long: 1500])
    }

    @Test(arguments: ["gnu", "pax"]) func `endures damage`(dialect: String) throws {
        let time = slowest(of: 4000, seed: 31, [try Self.made(dialect)]) { bytes in
            var reader = TarReader()
            var rest = bytes[...]
            while (try? reader.next(&rest)) ?? nil != nil {}
        }
        #expect(time < .seconds(1))
    }

    @Test(arguments: ["6 abc=", "5 ab=", "3 =", "9 path=a\n", "99 a=b\n", "-1 a=b\n", " a=b\n"])
    func `is refused or read with any note before a member`(note: String) {
        var head = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { head[offset + index] = byte }
        }
        put("pax", at: 0)
        put("ustar", at: 257)
        put(String(note.utf8.count, radix: 8), at: 124)
        put("x", at: 156)
        for offset in [100, 108, 116, 136] { put("0", at: offset) }
        var reader = TarReader()
        var rest = (head + Array(note.utf8) + [UInt8](repeating: 0, count: 512))[...]
        #expect((try? reader.next(&rest)) ?? nil == nil)
    }
}
