import Console
import History
import Knowledge
import Places
import Policies
import Vocabulary

/// One run of the program: what was asked, and the files that belong to the person who asks.
struct Session {
    let request: Request
    let catalogue: Catalogue

    /// Where the history lies (contract: *History*).
    var historyPath: PathBytes {
        if let given = request.value("history") ?? Surroundings.variable("BEDPLATE_HISTORY") {
            return absolute(given)
        }
        let state = Surroundings.variable("XDG_STATE_HOME").map { PathBytes($0) }
        return (state ?? Surroundings.home.appending(".local/state")).appending("bedplate/history.db")
    }

    /// A path as the person gave it, made absolute.
    func absolute(_ path: String) -> PathBytes {
        Surroundings.currentFolder.appendingAbsolute(PathBytes(path)).normalised
    }

    /// Now; a fixed moment where `SOURCE_DATE_EPOCH` asks for reproducible output.
    var now: Int64 {
        Surroundings.variable("SOURCE_DATE_EPOCH").flatMap { Int64($0) }.map { $0 * 1_000_000_000 }
            ?? Surroundings.now
    }

    /// Opens the history; its folder is made where it is missing.
    func openHistory() throws -> History {
        try History.open(historyPath)
    }

    /// Writes a document to standard output.
    func print(_ bytes: [UInt8]) throws {
        do {
            try OwnFiles.write(bytes, to: 1)
        } catch {
            throw CommandFailure(.inputOutput, "could not write the output: \(error.message)")
        }
    }

    /// Writes text to standard output.
    func print(_ text: String) throws {
        try print(Array(text.utf8))
    }
}

extension PathBytes {
    /// `other` where it is absolute, else `other` below this folder.
    func appendingAbsolute(_ other: PathBytes) -> PathBytes {
        other.bytes.first == UInt8(ascii: "/") ? other : appending(other)
    }
}
