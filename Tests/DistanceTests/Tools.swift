import Glibc
import Places
import Testing
import Vocabulary

/// Programs of this machine that tests hold our reading against.
enum Tools {
    /// Runs a program; what it said on standard output.
    static func output(_ words: [String]) throws -> String {
        let done = try LocalPlace().run(Command(words))
        let errors = String(decoding: done.errors, as: UTF8.self)
        try #require(done.isSuccess, "\(words): \(errors)")
        return String(decoding: done.output, as: UTF8.self)
    }
}

/// A folder of its own for one test, removed with everything in it at the end.
final class Scratch {
    let path: String

    init() {
        var template = Array("/tmp/bedplate-distance-XXXXXX".utf8CString)
        mkdtemp(&template)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        _ = try? LocalPlace().run(Command(["rm", "-rf", path]))
    }

    /// Writes a file below the folder; its absolute path.
    @discardableResult func file(_ name: String, _ text: String, mode: UInt32 = 0o600) throws
        -> String
    {
        let file = PathBytes(path + "/" + name)
        try PersonalFiles.createFolder(file.folder)
        try PersonalFiles.replace(file, with: Array(text.utf8), mode: mode)
        return file.text
    }
}

extension String {
    /// The text with every occurrence of a word replaced.
    func replacing(_ word: String, with other: String) -> String {
        split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
    }
}

extension Tools {
    /// Puts one file in the place of another.
    static func replace(_ file: String, with other: String) throws {
        _ = try output(["mv", "-f", other, file])
    }
}
