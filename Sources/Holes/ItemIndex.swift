import Vocabulary

/// The items of an inventory by place, root and path: no id is made of an item nobody asks for.
struct ItemIndex: Sendable {
    /// Items of one root that follow each other.
    private struct Run: Sendable {
        let place: String
        let root: PathBytes
        let range: Range<Int>
        /// Positions by path, where the run is not in the order of its paths.
        var positions: [PathBytes: Int]?
    }

    private let items: [Item]
    private var runs: [Run] = []

    /// An index of items, of which the first of one id counts.
    init(_ items: [Item]) {
        self.items = items
        var start = 0
        while start < items.count {
            let (place, root) = (items[start].place, items[start].root)
            var end = start + 1
            var isSorted = true
            while end < items.count, items[end].root == root, items[end].place == place {
                if items[end].path < items[end - 1].path { isSorted = false }
                end += 1
            }
            var run = Run(place: place, root: root, range: start..<end)
            if !isSorted {
                run.positions = Dictionary(
                    run.range.map { (items[$0].path, $0) }, uniquingKeysWith: { one, _ in one })
            }
            runs.append(run)
            start = end
        }
    }

    /// Where the item of an id stands; nil for what is no item.
    func position(of id: String) -> Int? {
        for run in runs {
            guard let (root, path) = Identifiers.itemPath(id, place: run.place), root == run.root,
                let found = position(of: path, in: run)
            else { continue }
            return found
        }
        return nil
    }

    private func position(of path: PathBytes, in run: Run) -> Int? {
        if let positions = run.positions { return positions[path] }
        var range = run.range
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if items[middle].path < path {
                range = (middle + 1)..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        let at = range.lowerBound
        return at < run.range.upperBound && items[at].path == path ? at : nil
    }
}

/// Folders, for telling what lies in one of them.
struct FolderSet {
    /// A folder on its place.
    private struct Key: Hashable {
        let place: String
        let root: PathBytes
        let path: PathBytes

        /// Whether an item lies in the folder itself, told without making its folder's path.
        func isDirectly(above item: Item) -> Bool {
            let (own, other) = (path.bytes.count, item.path.bytes.count)
            guard own > 0, other > own + 1, item.path.bytes[own] == UInt8(ascii: "/"),
                item.path.bytes.starts(with: path.bytes), item.place == place, item.root == root
            else { return false }
            return !item.path.bytes[(own + 1)...].contains(UInt8(ascii: "/"))
        }
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
        if let last, last.folder.isDirectly(above: item) { return last.isHeld }
        let folder = Key(place: item.place, root: item.root, path: item.path.folder)
        let isHeld = isWithin(folder)
        last = (folder, isHeld)
        return isHeld
    }

    /// Whether an item is one of the folders or lies in one.
    mutating func covers(_ item: Item) -> Bool {
        let isOne =
            item.type == .folder
            && folders.contains(Key(place: item.place, root: item.root, path: item.path))
        return isOne || holds(item)
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
