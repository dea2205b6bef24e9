import Vocabulary

/// A place that exists in memory only.
struct MemoryDocuments: Documents {
    let place = Identifiers.local
    var roots: [PathBytes] = ["/srv"]
    var owner: String?
    private let texts: [PathBytes: [UInt8]]

    init(_ texts: [String: String], owner: String? = nil) {
        self.texts = Dictionary(
            uniqueKeysWithValues: texts.map { (PathBytes($0.key), Array($0.value.utf8)) })
        self.owner = owner
    }

    var files: [PathBytes] { texts.keys.sorted() }

    func type(of path: PathBytes) -> ItemType? {
        if texts[path] != nil { return .file }
        return texts.keys.contains { $0.isWithin(path) } ? .folder : nil
    }

    func bytes(of path: PathBytes) -> [UInt8]? { texts[path] }
}
