public import Vocabulary

/// What the classifier concluded about a walked table.
public struct Classification: Sendable {
    /// The table with a verdict and a disposition for each record.
    public var classified: ClassifiedTable
    /// Regenerable trees; dispositions point at them by index.
    public var rollups: [Rollup]
    /// Stores found by their content: SQLite files and their like.
    public var stores: [Store]

    /// A finished classification.
    public init(classified: ClassifiedTable, rollups: [Rollup], stores: [Store]) {
        self.classified = classified
        self.rollups = rollups
        self.stores = stores
    }
}

/// What others found out about items, by absolute path, for the classifier to weigh.
public struct Hearsay: Sendable {
    /// Paths that services, schedules and prompts name.
    public var mentions: [Mention] = []
    /// Evidence about an item that does not change its class, such as the state of a git tree.
    public var remarks: [PathBytes: [Evidence]] = [:]
    /// Items that a package brought and nobody changed, with the package's name.
    public var packaged: [PathBytes: String] = [:]
    /// Ids of stores that a file unlocks.
    public var unlocks: [PathBytes: [String]] = [:]

    /// Where services see a folder or file, by its absolute path on the place.
    public var aliases: [PathBytes: String] = [:]

    /// Nothing heard.
    public init() {}
}
