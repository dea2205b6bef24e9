public import Vocabulary

/// Something that is looked at, what must be seen, and what seeing it shows.
public struct Check: Equatable, Sendable, JSONWritable {
    /// What must be seen.
    public enum Expectation: Equatable, Sendable {
        /// The exit status.
        case exit(Int)
        /// The whole output, without the last line end.
        case equals(String)
        /// A pattern (POSIX extended) the whole output matches.
        case matches(String)
        /// The same number as that file or check holds.
        case countOf(String)
        /// The same bytes as that file holds.
        case hashOf(String)
        /// A range, such as `0..300`.
        case within(String)
    }

    /// Unique within its step.
    public var id: String
    /// A read-only action.
    public var probe: Action
    /// What must be seen.
    public var expect: Expectation
    /// 1 integrity, 2 restorable, 3 serves.
    public var level: Int
    /// What it shows.
    public var proves: String
    /// What it does not show.
    public var doesNotProve: String
    /// What was printed when it was run here; nil where it was not.
    public var seen: String?
    /// Id of the place it looks at, where that is not its step's.
    public var place: String?

    /// A check.
    public init(
        _ id: String, _ probe: Action, _ expect: Expectation = .exit(0), level: Int = 1,
        proves: String, doesNotProve: String = "", seen: String? = nil,
        place: String? = nil
    ) {
        self.id = id
        self.probe = probe
        self.expect = expect
        self.level = level
        self.proves = proves
        self.doesNotProve = doesNotProve
        self.seen = seen
        self.place = place
    }

    /// Writes the contract's CHECK.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("id", id)
            out.field("probe", Optional(probe))
            out.key("expect")
            out.object { out in
                switch expect {
                case .exit(let status): out.field("exit", status)
                case .equals(let text): out.field("equals", text)
                case .matches(let text): out.field("matches", text)
                case .countOf(let text): out.field("count_of", text)
                case .hashOf(let text): out.field("hash_of", text)
                case .within(let text): out.field("within", text)
                }
            }
            out.field("level", level)
            out.field("proves", proves)
            if !doesNotProve.isEmpty { out.field("does_not_prove", doesNotProve) }
            out.field("seen", seen)
            out.field("place", place)
        }
    }
}
