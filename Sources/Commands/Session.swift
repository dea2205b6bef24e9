import Console
import Faces
import History
import Places
import Vocabulary

/// One run of the program: what was asked, and the files that belong to the person who asks.
struct Session: Sendable {
    let asked: Invocation
    /// The line that says how far the work is.
    let live: LiveLine

    /// A run of what was asked.
    init(asked: Invocation) {
        self.asked = asked
        live = LiveLine(asked)
    }

    /// What puts emphasis on words for a person: ink where they want it and can see it.
    var paint: Paint {
        let policy = asked.value("color").flatMap(ColourPolicy.init) ?? .auto
        let variables = ["NO_COLOR", "TERM"].compactMap { name in
            Surroundings.variable(name).map { (name, $0) }
        }
        let palette = Palette(
            isOn: policy.isOn(
                isTerminal: Terminal.isTerminal(1),
                environment: Dictionary(uniqueKeysWithValues: variables)))
        return Paint { palette(Ink($0), $1) }
    }

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
        live.erase()
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
        live.erase()
        let line = text.hasSuffix("\n") ? text : text + "\n"
        try? PersonalFiles.write(Array(line.utf8), to: 2)
    }
}

extension Ink {
    /// The ink of an emphasis.
    init(_ emphasis: Emphasis) {
        self =
            switch emphasis {
            case .bad: .bad
            case .warning: .warning
            case .strong: .strong
            case .faint: .faint
            }
    }
}
