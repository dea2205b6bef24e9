import Vocabulary

/// The names in the folder at hand, lower case, made when somebody asks for them.
final class Siblings {
    private let table: FileTable
    private var folder = 0
    private var known: Set<String>?

    init(_ table: FileTable) {
        self.table = table
    }

    /// Goes on to another folder.
    func enter(_ folder: Int) {
        self.folder = folder
        known = nil
    }

    /// The names of its entries.
    var names: Set<String> {
        if let known { return known }
        let names = Set(
            table.entries(ofFolder: folder).map {
                String(decoding: table.name(table.records[$0]), as: UTF8.self).lowercased()
            })
        known = names
        return names
    }
}
