import Places
import Vocabulary

/// A way to a host that is open: shell texts run there, their bytes stream both ways.
///
/// Calls block; several may run at once. A connection ends when it is closed or let go.
protocol Connection: AnyObject, Sendable {
    /// Runs a text of the POSIX shell and streams what it prints.
    ///
    /// - Parameters:
    ///   - input: what the text finds on standard input.
    ///   - pace: how long it may take; what is taken is counted there by whoever takes it.
    ///   - take: gets what was printed, piece by piece; a throw ends the run.
    func run(
        _ script: Script, input: [UInt8], pace: Pace,
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended

    /// Talks with somebody there: what comes decides what is said next.
    ///
    /// - Parameters:
    ///   - first: what is said before anything comes.
    ///   - pace: how long it may take; what is heard is counted there by whoever hears it.
    ///   - hear: gets what came, piece by piece; a throw ends the talk.
    func converse(
        with partner: Partner, first: [UInt8], pace: Pace,
        hear: (UnsafeRawBufferPointer) throws(PlacesError) -> Reply
    ) throws(PlacesError)

    /// Ends the connection; nothing of it stays behind on either side.
    func close()
}

/// Whom a channel is opened for (RFC 4254 section 6.5).
enum Partner {
    /// A text for the login's shell.
    case script(Script)
    /// A subsystem by its name.
    case subsystem(String)
}

/// What is said to what was heard.
enum Reply {
    /// These bytes, none included.
    case say([UInt8])
    /// Nothing any more: the talk is over.
    case enough
}

/// How a shell text ended there.
struct Ended: Sendable {
    /// Its exit status; nil where the host did not tell one.
    var status: Int32?
    /// What it said on standard error, the first 64 KiB.
    var errors: [UInt8]

    /// The lines of standard error, without control bytes, at most 1000.
    var lines: [String] {
        let lines = errors.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).prefix(1000)
        return lines.map { line in
            String(decoding: line.map { $0 < 0x20 || $0 == 0x7F ? 0x3F : $0 }, as: UTF8.self)
        }
    }
}
