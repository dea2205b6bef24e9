import Foundation
import Testing

/// The rooms, their floors, and what each file imports, read from the manifest and the sources.
struct House {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Floors from the ground up; a room may import only rooms of lower floors, or ones that
    /// stand before it on its own floor.
    static let floors: [[String]] = [
        ["Vocabulary", "Formats"],
        ["Knowledge", "Policies", "Topology", "Recognition", "Services", "Holes", "Planning"],
        ["Runbooks", "Faces"],
        ["Places", "Distance", "Trust", "History", "Survey", "Execution"],
        ["Console", "Commands"],
        ["bedplate", "bedplate-probe"],
    ]

    static let pure = [
        "Knowledge", "Policies", "Topology", "Recognition", "Services", "Holes", "Planning",
        "Runbooks", "Faces",
    ]
    static let mayBeUnsafe = [
        "Places", "Distance", "Survey", "History", "Formats", "Vocabulary",
    ]
    static let mayUseFoundation = ["Commands", "Console"]

    /// Swift files of a room with their text.
    static func files(of room: String) throws -> [(path: String, text: String)] {
        let folder = root.appending(path: "Sources/\(room)")
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
        return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
            .map {
                (
                    room + "/" + $0,
                    try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
                )
            }
    }

    static func rooms() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path)
            .filter { !$0.hasPrefix("C") || ["Commands", "Console"].contains($0) }.sorted()
    }

    static func imports(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let at = words.firstIndex(of: "import"), at <= 2, words.count > at + 1,
                words[..<at].allSatisfy({
                    ["public", "package", "internal", "@testable"].contains($0)
                })
            else { return nil }
            return String(words[at + 1].split(separator: ".")[0])
        }
    }

    static func rank(_ room: String) -> Int? {
        var rank = 0
        for floor in floors {
            for name in floor {
                if name == room { return rank }
                rank += 1
            }
        }
        return nil
    }
}

@Suite struct HouseTests {
    @Test func `every room stands on a floor`() throws {
        for room in try House.rooms() {
            #expect(House.rank(room) != nil, "\(room) is on no floor")
        }
    }

    @Test func `imports point down`() throws {
        for room in try House.rooms() {
            for file in try House.files(of: room) {
                for imported in House.imports(file.text) {
                    guard let below = House.rank(imported), let own = House.rank(room) else {
                        continue
                    }
                    #expect(below < own, "\(file.path) imports \(imported), which is above it")
                }
            }
        }
    }

    @Test func `thinking and telling do no input or output`() throws {
        let banned = [
            "Glibc", "Foundation", "FoundationEssentials", "Dispatch", "CLinux", "CSQLite",
        ]
        for room in House.pure {
            for file in try House.files(of: room) {
                for imported in House.imports(file.text) {
                    #expect(!banned.contains(imported), "\(file.path) imports \(imported)")
                    #expect(
                        ![
                            "Places", "Distance", "Trust", "Survey", "History", "Execution",
                        ].contains(imported),
                        "\(file.path) imports \(imported)")
                }
            }
        }
    }

    @Test func `unsafe code stays in its rooms`() throws {
        for room in try House.rooms() where !House.mayBeUnsafe.contains(room) {
            for file in try House.files(of: room) {
                #expect(
                    !file.text.contains("Unsafe") && !file.text.contains("nonisolated(unsafe)"),
                    "\(file.path) uses unsafe code")
            }
        }
    }

    @Test func `nothing is sendable by assertion`() throws {
        for room in try House.rooms() {
            for file in try House.files(of: room) {
                #expect(!file.text.contains("@unchecked" + " Sendable"), "\(file.path)")
            }
        }
    }

    @Test func `Foundation stays out of the house`() throws {
        for room in try House.rooms() where !House.mayUseFoundation.contains(room) {
            for file in try House.files(of: room) {
                let imports = House.imports(file.text)
                #expect(!imports.contains { $0.hasPrefix("Foundation") }, "\(file.path)")
            }
        }
    }

    @Test func `no file is longer than 350 lines`() throws {
        for room in try House.rooms() {
            for file in try House.files(of: room) {
                let lines = file.text.count { $0 == "\n" }
                #expect(lines <= 350, "\(file.path) has \(lines) lines")
            }
        }
    }

    @Test func `no type bears its room's name`() throws {
        for room in try House.rooms() {
            for file in try House.files(of: room) {
                let pattern = try Regex("(struct|enum|class|actor|protocol) \(room)\\b")
                #expect(!file.text.contains(pattern), "\(file.path)")
            }
        }
    }
}
