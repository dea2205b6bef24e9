/// What the absence of an item on the target would break (terminology: *The four classes*).
public enum ItemClass: String, Sendable, CaseIterable, Comparable {
    /// A different party would run.
    case identity
    /// The same party would have forgotten or mistracked something.
    case state
    /// The same party would not start, or act differently.
    case config
    /// Only time, bandwidth or comfort would be lost, and the recipe has been located.
    case convenience
    /// No verdict; the reason is in the evidence.
    case unknown

    /// How much a mistake about it costs: identity first, convenience last, unknown before it.
    public var weight: Int {
        switch self {
        case .identity: 4
        case .state: 3
        case .config: 2
        case .unknown: 1
        case .convenience: 0
        }
    }

    /// Whether losing the item loses something that cannot be rebuilt.
    public var isLoadBearing: Bool { self != .convenience }

    /// From least to most costly to miss.
    public static func < (left: ItemClass, right: ItemClass) -> Bool {
        left.weight < right.weight
    }
}
