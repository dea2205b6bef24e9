import Console
import History
import Places
import Vocabulary

/// One run of the program: what was asked, and the files that belong to the person who asks.
struct Session: Sendable {
    let asked: Invocation

    /// How the program speaks to its person.
    var voice: Voice { Voice(isQuiet: asked.has("quiet")) }

    /// Where the history lies (contract: *History*).
    var historyPath: PathBytes {
        if let given = asked.value("history") ?? Surroundings.variable("BEDPLATE_HISTORY") {
            return absolute(given)
        }
        let state = Surroundings.variable("XDG_STATE_HOME").map { PathBytes($0) }
        let base = state ?? Surroundings.home.appending(".local/state")
        return base.appending("bedplate/history.db")
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
    func print(_ bytes: [UInt8]) throws(Failure) {
        do {
            try PersonalFiles.write(bytes, to: 1)
        } catch {
            throw Failure(.inputOutput, "could not write the output: \(error.message)")
        }
    }

    /// Writes text to standard output.
    func print(_ text: String) throws(Failure) {
        try print(Array(text.utf8))
    }

    /// Says something to the person on standard error, unless they asked for quiet.
    func tell(_ text: String) {
        guard !asked.has("quiet") else { return }
        let line = text.hasSuffix("\n") ? text : text + "\n"
        try? PersonalFiles.write(Array(line.utf8), to: 2)
    }
}
