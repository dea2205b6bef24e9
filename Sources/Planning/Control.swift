/// A change for the worse that a drill makes on the scratch host, and the step whose checks must
/// see it: a check that cannot fail shows nothing.
public struct Control: Equatable, Sendable {
    /// How the change is taken out again.
    public enum Mending: Equatable, Sendable {
        /// By an action of its own.
        case action(Action)
        /// By the action of that step, done once more.
        case again(step: String)
    }

    /// Unique within a rehearsal.
    public var id: String
    /// Id of what is changed: a store, a root, or a place for an export.
    public var subject: String
    /// The class of asset: `export`, a class of items, or the engine of a store.
    public var asset: String
    /// What is done, for people.
    public var says: String
    /// The change.
    public var change: Action
    /// How it is taken out.
    public var mending: Mending
    /// Id of the step whose checks must fail while it is there.
    public var step: String
    /// Whether the step's action gathers what its checks compare, and is run before them.
    public var gathersAnew: Bool
}
