import Formats
import Places
import Vocabulary

/// Asks programs of a place, and tells why one could not answer.
struct Asking {
    let place: any PlaceAccess

    /// How a question ended.
    enum Answer {
        /// What it said, and what it complained of.
        case said([UInt8], complaint: String)
        /// It is not installed.
        case absent
        /// It could not answer.
        case failed(String)
    }

    /// Runs a program that only reads.
    func ask(_ words: [String], input: [UInt8] = []) -> Answer {
        var command = Command(words)
        command.input = input
        let result: CommandResult
        do {
            result = try place.run(command)
        } catch {
            return error.code == "ENOENT" ? .absent : .failed(error.message)
        }
        let complaint =
            String(decoding: result.errors, as: UTF8.self)
            .split(separator: "\n").first.map(String.init) ?? ""
        switch result.ending {
        case .exited(0): return .said(result.output, complaint: complaint)
        case .exited(127) where result.output.isEmpty: return .absent
        case .exited:
            // An answer about several things is still one about those that are there.
            return result.output.count > 3
                ? .said(result.output, complaint: complaint) : .failed(complaint)
        case .signalled, .timedOut: return .failed("it did not answer in time")
        }
    }

    /// The JSON of an answer; nil where there is none.
    func json(_ words: [String]) -> Node? {
        guard case .said(let bytes, _) = ask(words) else { return nil }
        return try? JSONDocument.read(bytes)
    }

    /// The lines of an answer; nil where there is none.
    func lines(_ words: [String]) -> [String]? {
        guard case .said(let bytes, _) = ask(words) else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// Whether a file can be read at an absolute path.
    func isThere(_ path: String) -> Bool {
        (try? place.head(of: PathBytes(String(path.dropFirst())), below: "/", count: 1)) != nil
    }
}
