import Vocabulary

/// The items of an inventory by place, root and path: no id is made of an item nobody asks for.
struct ItemIndex: Sendable {
    /// Where a root lies.
    private struct RootKey: Hashable, Sendable {
        let place: String
        let root: PathBytes
    }

    private var positions: [RootKey: [PathBytes: Int]] = [:]
    private let places: Set<String>

    /// An index of items, of which the first of one id counts.
    init(_ items: [Item]) {
        var start = 0
        var places: Set<String> = []
        while start < items.count {
            let key = RootKey(place: items[start].place, root: items[start].root)
            var end = start + 1
            while end < items.count, items[end].root == key.root, items[end].place == key.place {
                end += 1
            }
            positions[key, default: [:]].merge(
                (start..<end).lazy.map { (items[$0].path, $0) }, uniquingKeysWith: { one, _ in one })
            places.insert(key.place)
            start = end
        }
        self.places = places
    }

    /// Where the item of an id stands; nil for what is no item.
    func position(of id: String) -> Int? {
        for place in places {
            guard let (root, path) = Identifiers.itemPath(id, place: place),
                let found = positions[RootKey(place: place, root: root)]?[path]
            else { continue }
            return found
        }
        return nil
    }
}

/// Folders, for telling what lies in one of them.
struct FolderSet {
    /// A folder on its place.
    private struct Key: Hashable {
        let place: String
        let root: PathBytes
        let path: PathBytes
    }

    private var folders: Set<Key> = []
    /// The folder asked about last, and what the answer was: items of one folder follow each other.
    private var last: (folder: Key, isHeld: Bool)?

    /// The folders among items.
    init(_ items: [Item]) {
        for item in items where item.type == .folder {
            folders.insert(Key(place: item.place, root: item.root, path: item.path))
        }
    }

    /// Whether an item lies in one of the folders, at any depth.
    mutating func holds(_ item: Item) -> Bool {
        guard !folders.isEmpty, !item.path.isEmpty else { return false }
        let folder = Key(place: item.place, root: item.root, path: item.path.folder)
        if let last, last.folder == folder { return last.isHeld }
        let isHeld = isWithin(folder)
        last = (folder, isHeld)
        return isHeld
    }

    /// Whether an item is one of the folders or lies in one.
    mutating func covers(_ item: Item) -> Bool {
        folders.contains(Key(place: item.place, root: item.root, path: item.path)) || holds(item)
    }

    private func isWithin(_ folder: Key) -> Bool {
        var path = folder.path
        while true {
            if folders.contains(Key(place: folder.place, root: folder.root, path: path)) {
                return true
            }
            if path.isEmpty { return false }
            path = path.folder
        }
    }
}
