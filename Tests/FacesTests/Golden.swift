import Foundation
import Testing

/// Files that hold what a face is expected to print; `UPDATE_GOLDEN=1` writes them anew.
enum Golden {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")

    static func expect(
        _ text: String, is name: String, at location: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected, "differs from \(name)", sourceLocation: location)
    }

    static func expect(
        _ bytes: [UInt8], is name: String, at location: SourceLocation = #_sourceLocation
    ) throws {
        try expect(String(decoding: bytes, as: UTF8.self), is: name, at: location)
    }
}
