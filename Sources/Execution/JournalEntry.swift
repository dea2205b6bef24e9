internal import Vocabulary

/// One line of a run's journal.
public struct JournalEntry: Equatable, Sendable {
    /// What is recorded.
    public enum Phase: String, Sendable, CaseIterable {
        /// The run began.
        case begin
        /// A step is about to change something.
        case intent
        /// How its action ended.
        case outcome
        /// Whether its checks hold: `ok` is what makes a step done.
        case verify
        /// An unknown outcome was looked at: `ok` where the step turned out to be done.
        case probe
        /// It was done already and nothing was run.
        case skip
        /// It waits: for a person, or for time to pass.
        case pause
        /// Taking everything back began.
        case rollback
        /// Letting the source go on began; what was taken out stays.
        case thaw
        /// A step is about to be undone.
        case undoIntent = "undo-intent"
        /// How its undo ended.
        case undoOutcome = "undo-outcome"
        /// The run ended.
        case end
    }

    /// How it went.
    public enum Result: String, Sendable, CaseIterable {
        /// As it should.
        case ok
        /// Not as it should.
        case failed
        /// Nobody knows.
        case unknown
    }

    /// Counted from 1.
    public var sequence = 0
    /// SHA-256 of the line before, in hexadecimal; 64 zeros for the first.
    public var previous = ""
    /// Nanoseconds since 1970 UTC.
    public var at: Int64
    /// Id of the step; empty for the run as a whole.
    public var step: String
    /// What is recorded.
    public var phase: Phase
    /// How it went.
    public var result: Result
    /// A clause for people, nothing secret in it.
    public var says: String

    /// An entry; sequence and chain are set when it is appended.
    public init(_ phase: Phase, _ result: Result, step: String, says: String, at: Int64) {
        self.at = at
        self.step = step
        self.phase = phase
        self.result = result
        self.says = says
    }

    /// The line as it is written, without its end.
    public var line: [UInt8] {
        var out = JSONWriter()
        out.object { out in
            out.field("seq", sequence)
            out.field("prev", previous)
            out.field("at", Timestamp.text(nanoseconds: at))
            out.field("ns", at)
            out.field("step", step.isEmpty ? nil : step)
            out.field("phase", phase.rawValue)
            out.field("result", result.rawValue)
            out.field("says", says.isEmpty ? nil : says)
        }
        return out.drain()
    }

    /// An entry as a line has it; nil where it is none.
    public init?(line: [UInt8]) {
        guard let json = try? JSONReader.read(line), let sequence = json["seq"]?.integer,
            let previous = json["prev"]?.string, let at = json["ns"]?.integer,
            let phase = json["phase"]?.string.flatMap(Phase.init),
            let result = json["result"]?.string.flatMap(Result.init)
        else { return nil }
        self.init(
            phase, result, step: json["step"]?.string ?? "", says: json["says"]?.string ?? "",
            at: at)
        self.sequence = Int(clamping: sequence)
        self.previous = previous
    }
}
