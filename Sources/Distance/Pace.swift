import Places

/// How long a host may take over an answer, by what came of it and not by whether bytes move.
///
/// It starts with some patience. Waiting uses it up; what was asked for and came gives it back, a
/// byte as much as it takes at the slowest rate that is waited for. A host that says a little now
/// and then for ever runs out of it; a slow one does not. However well it goes, a day is the end.
final class Pace {
    /// The slowest rate, in bytes a second.
    static let bytesPerSecond = 1000
    /// The slowest rate of whole records (entries of a listing, answers to questions), each second.
    static let recordsPerSecond = 5
    /// The longest that one answer may take, in seconds.
    static let longest = 86_400

    private var patience: Int
    private let clock: @Sendable () -> ContinuousClock.Instant
    private let end: ContinuousClock.Instant
    private var until: ContinuousClock.Instant
    private var isHeard = false
    private var owed = 0

    /// Patience of so many seconds, from now on by a clock.
    init(
        patience: Int, clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.patience = patience
        self.clock = clock
        let now = clock()
        until = now + .seconds(patience)
        end = now + .seconds(max(Self.longest, patience))
    }

    /// Something came, whatever it is worth.
    func heard() { isHeard = true }

    /// Whole records of what was asked for came, or bytes that were asked for.
    func gained(records: Int = 0, bytes: Int) {
        let credit =
            Duration.milliseconds(records * 1000 / Self.recordsPerSecond)
            + .milliseconds(Int64(bytes) * 1000 / Int64(Self.bytesPerSecond))
        until = min(until + credit, clock() + .seconds(patience))
        if credit > .zero { isHeard = false }
    }

    /// Work that takes so many seconds there is asked for, and nothing is heard while it lasts.
    func grants(seconds: Int) {
        patience += seconds
        until += .seconds(seconds)
    }

    /// So much more is to be sent: until it is taken, the taking of it counts too.
    func owes(bytes: Int) { owed += bytes }

    /// Bytes of ours were taken.
    func gave(bytes: Int) {
        let counted = min(bytes, owed)
        owed -= counted
        gained(bytes: counted)
    }

    /// Whether nobody waits any longer.
    var isOver: Bool { clock() >= min(until, end) }

    /// The error of a host that ran out of patience.
    func over(at place: String) -> PlacesError {
        if clock() >= end {
            return .interrupted(place: place, why: "one answer took longer than a day")
        }
        guard isHeard else {
            return .interrupted(place: place, why: "it was silent for \(patience) seconds")
        }
        return .interrupted(
            place: place,
            why: "what it said for \(patience) seconds got no further: less than "
                + "\(Self.bytesPerSecond) bytes or \(Self.recordsPerSecond) entries a second")
    }
}
