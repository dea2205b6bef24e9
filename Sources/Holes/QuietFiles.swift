public import Knowledge
public import Vocabulary

/// The files of a walked root that no rule asks about one by one, told from their verdict and name:
/// whoever looks for holes needs no item of them.
///
/// Files of a tree that nobody can rebuild are quiet too: the question is asked about the tree.
public struct QuietFiles {
    private let source: ClassifiedTable
    private let marks: [ItemMarks]
    private let names: NameMarks

    /// The files of a table.
    public init(_ source: ClassifiedTable, catalogue: Catalogue = .shipped) {
        self.source = source
        let marking = ItemMarks.Marking(catalogue)
        marks = source.verdicts.map(marking.marks)
        names = marking.names
    }

    /// Whether no rule asks about the record of that index; never for a folder.
    public func isQuiet(_ index: Int) -> Bool {
        let record = source.table.records[index]
        guard record.type != .folder else { return false }
        var marks = marks[Int(source.verdictOfRecord[index])]
        let isText = marks.remove(.textual) != nil
        let isSettled = marks.isEmpty || marks == .unproven && isAskedAbout(Int(record.folder))
        guard isSettled else { return false }
        let folder = source.table.name(ofFolder: Int(record.folder)).first
        let named = names.marks(of: source.table.name(record), below: folder)
        return named.isEmpty || !isText && named == .standing
    }

    /// Whether a folder is itself something that nobody can rebuild.
    private func isAskedAbout(_ folder: Int) -> Bool {
        let entry = source.table.folders[folder].entry
        guard entry != .max, source.dispositions[Int(entry)] == .listed else { return false }
        return marks[Int(source.verdictOfRecord[Int(entry)])].contains(.unproven)
    }
}
