public import Knowledge
public import Vocabulary

/// Judges every entry of a walked table: its class, its attributes, and why.
///
/// Three stages, later ones overruling earlier: names and folders, content, and who uses it.
public struct Classifier: Sendable {
    private let catalogue: Catalogue
    private let isDeep: Bool

    /// - Parameter isDeep: whether regenerable trees are listed entry by entry.
    public init(_ catalogue: Catalogue, isDeep: Bool = false) {
        self.catalogue = catalogue
        self.isDeep = isDeep
    }

    /// Judges a table.
    public func classify(
        _ table: FileTable, documents: any Documents, hearsay: Hearsay
    ) -> Classification {
        var work = ClassifierWork(
            table, catalogue: catalogue, isDeep: isDeep, aliases: hearsay.aliases)
        work.judgeFolders()
        work.judgeUses(documents: documents, hearsay: hearsay)
        return work.finished(hearsay: hearsay)
    }
}
