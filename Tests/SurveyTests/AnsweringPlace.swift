import Foundation
import Places
import Synchronization
import Vocabulary

/// A place whose files are those of a folder of this machine, and whose programs say what a test
/// has them say.
struct AnsweringPlace: PlaceAccess {
    let folder: PathBytes
    /// What a program says, by its words joined by blanks; the longest beginning that fits speaks.
    var answers: [String: String] = [:]
    /// Programs that refuse, with their complaint.
    var refusals: [String: String] = [:]
    /// Files outside the folder, by absolute path.
    var texts: [String: String] = [:]
    var seen: ProcessFiles?
    /// Keeps count of what is read, where a test asks for it.
    var reads: Reads?
    /// Whether its walk tells what the words of texts leave possible.
    var tells = true
    /// Archives of paths inside containers, by path; nothing comes of others.
    var archives: [String: String] = [:]

    /// Makes the folder and its files.
    init(_ files: [String: String]) throws {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "bedplate-survey-\(UUID().uuidString)")
        for (name, text) in files {
            let file = path.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        folder = PathBytes(path.path)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder.text) }

    var id: String { Identifiers.local }
    /// Not `local`, so that nothing of the machine that runs the test counts.
    var reach: String { "ssh" }

    /// The files that were read outside the walk, below their root.
    final class Reads: Sendable {
        private let seen = Mutex<[String]>([])

        /// Sorted.
        var all: [String] { seen.withLock { $0.sorted() } }
        func note(_ path: String) { seen.withLock { $0.append(path) } }
        func forget() { seen.withLock { $0 = [] } }
    }

    func facts() -> [String: String] { [:] }
    func machine(key: SecretKey) -> String? { nil }

    func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable {
        guard root.isWithin(folder) else { throw Self.absent(root) }
        var table = try LocalPlace().walk(
            root, options: options, examiner: examiner, previous: previous)
        for index in table.records.indices where !tells { table.records[index].marks = [] }
        return table
    }

    func read(_ path: PathBytes, below root: PathBytes, limit: Int) throws(PlacesError) -> [UInt8] {
        let whole = root.appending(path)
        reads?.note(path.text)
        if let text = texts[whole.text] { return Array(text.utf8) }
        guard whole.isWithin(folder) else { throw Self.absent(whole) }
        return try LocalPlace().read(path, below: root, limit: limit)
    }

    func head(
        of path: PathBytes, below root: PathBytes, count: Int
    ) throws(PlacesError) -> [UInt8] {
        Array(try read(path, below: root, limit: 1 << 20).prefix(count))
    }

    func run(_ command: Command) throws(PlacesError) -> CommandResult {
        let words = command.arguments.joined(separator: " ")
        func best(_ all: [String: String]) -> String? {
            let fits = all.keys.filter { words.hasPrefix($0) }
            return fits.max { $0.utf8.count < $1.utf8.count }.flatMap { all[$0] }
        }
        if command.arguments.prefix(2) == ["sh", "-c"], command.arguments.contains("cp") {
            return said(archives(of: command))
        }
        if let complaint = best(refusals) {
            return CommandResult(ending: .exited(1), output: [], errors: Array(complaint.utf8))
        }
        guard let answer = best(answers) else { throw Self.absent(PathBytes(words)) }
        return said(answer)
    }

    private func said(_ text: String) -> CommandResult {
        CommandResult(ending: .exited(0), output: Array(text.utf8), errors: [])
    }

    /// One archive for each line of input, a mark behind it, as the shell's loop would print them.
    private func archives(of command: Command) -> String {
        let mark = command.arguments[4]
        return String(decoding: command.input, as: UTF8.self).split(separator: "\n").map { line in
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            let archive = Array((archives[parts[1]] ?? "").utf8).prefix(Int(parts[0]) ?? 0)
            return String(decoding: archive, as: UTF8.self) + mark
        }.joined()
    }

    func processes() throws(PlacesError) -> ProcessFiles? { seen }

    private static func absent(_ path: PathBytes) -> PlacesError {
        .failed(what: "find", path: path, SystemError(ENOENT))
    }
}
