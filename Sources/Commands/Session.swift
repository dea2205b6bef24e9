import Console
import History
import Knowledge
import Places
import Policies
import Vocabulary

/// One run of the program: what was asked, and the files that belong to the person who asks.
struct Session {
    let asked: Invocation

    /// Where the history lies (contract: *History*).
    var historyPath: PathBytes {
        if let given = asked.value("history") ?? Surroundings.variable("BEDPLATE_HISTORY") {
            return absolute(given)
        }
        let state = Surroundings.variable("XDG_STATE_HOME").map { PathBytes($0) }
        return (state ?? Surroundings.home.appending(".local/state")).appending("bedplate/history.db")
    }

    /// A path as the person gave it, made absolute by text alone.
    func absolute(_ path: String) -> PathBytes {
        let given = PathBytes(path)
        let isAbsolute = given.bytes.first == UInt8(ascii: "/")
        return (isAbsolute ? given : Surroundings.currentFolder.appending(given)).normalised
    }

    /// Now, nanoseconds since 1970; a fixed moment where `SOURCE_DATE_EPOCH` asks for
    /// reproducible output.
    var now: Int64 {
        let fixed = Surroundings.variable("SOURCE_DATE_EPOCH").flatMap { Int64($0) }
        return fixed.map { $0 * 1_000_000_000 } ?? Surroundings.now
    }

    /// Whether a person asked for a JSON document.
    var wantsJSON: Bool { asked.has("json") }

    /// Writes bytes to standard output.
    func print(_ bytes: [UInt8]) throws(CommandFailure) {
        do throws(SystemError) {
            try PersonalFiles.write(bytes, to: 1)
        } catch {
            throw CommandFailure(.inputOutput, "could not write the output: \(error.message)")
        }
    }

    /// Writes text to standard output.
    func print(_ text: String) throws(CommandFailure) {
        try print(Array(text.utf8))
    }
}
