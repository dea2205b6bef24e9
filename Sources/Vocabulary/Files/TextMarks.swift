/// What the words of a text leave possible, told while a walk has its bytes in hand: a text in
/// which nothing more is to be found need not be read a second time.
public struct TextMarks: OptionSet, BitwiseCopyable, Sendable {
    /// A bit for each.
    public let rawValue: UInt32

    /// Marks of those bits.
    @inlinable
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The whole text was looked through: what is not marked is not there.
    public static let known = TextMarks(rawValue: 1)
    /// A prompt may stand in it, or a call of an agent's program.
    public static let speaks = TextMarks(rawValue: 2)
    /// An account may stand in it.
    public static let account = TextMarks(rawValue: 4)
    /// It reads like bookkeeping: moments, counters, ids of things that happened.
    public static let books = TextMarks(rawValue: 8)
    /// One of its values is a moment that passed.
    public static let moment = TextMarks(rawValue: 16)
    /// Several are, or one with a clock time.
    public static let moments = TextMarks(rawValue: 32)
    /// It may define services that run from images.
    public static let services = TextMarks(rawValue: 64)
    /// It may list tool servers.
    public static let toolServers = TextMarks(rawValue: 128)

    /// Whether what a mark says may be there: it is marked, or nobody looked.
    @inlinable
    public func allows(_ mark: TextMarks) -> Bool {
        !contains(.known) || contains(mark)
    }
}
