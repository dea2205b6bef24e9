import Glibc
public import Places
public import Vocabulary

extension FileServerPlace {
    /// The content of a regular file below a root; a link on the way below the root is refused.
    public func read(
        _ path: PathBytes, below root: PathBytes, limit: Int
    ) throws(PlacesError) -> [UInt8] {
        let bytes = try one(path, below: root, count: limit + 1)
        guard bytes.count <= limit else { throw .larger(path: path, limit: limit) }
        return bytes
    }

    /// The first bytes of a regular file below a root, at most `count`.
    public func head(
        of path: PathBytes, below root: PathBytes, count: Int
    ) throws(PlacesError) -> [UInt8] {
        try one(path, below: root, count: count)
    }

    private func one(
        _ path: PathBytes, below root: PathBytes, count: Int
    ) throws(PlacesError) -> [UInt8] {
        let dots = path.bytes.split(separator: UInt8(ascii: "/")).contains {
            $0.elementsEqual("..".utf8)
        }
        guard !dots, path.bytes.first != UInt8(ascii: "/"), !path.bytes.contains(0) else {
            throw .outside(path: path)
        }
        let wanted = Wanted(path, below: root)
        if let kept = documents.text(at: wanted.absolute) { return Array(kept.prefix(count)) }
        let shown = path.isEmpty ? root : path
        switch try fetch([wanted], count: count)[0] {
        case .read(_, let bytes, _):
            if bytes.count < count { documents.keep(bytes, at: wanted.absolute) }
            return bytes
        case .gone: throw .failed(what: "read", path: shown, SystemError(ENOENT))
        case .denied: throw .failed(what: "read", path: shown, SystemError(EACCES))
        case .changed, .failed: throw .failed(what: "read", path: shown, SystemError(EIO))
        }
    }

    /// Several files at once; what is larger than the limit is missing.
    public func read(_ wanted: [Wanted], limit: Int) -> [PathBytes: [UInt8]] {
        var found: [PathBytes: [UInt8]] = [:]
        var missing: [Wanted] = []
        for file in wanted {
            if let kept = documents.text(at: file.absolute) {
                found[file.absolute] = kept
            } else {
                missing.append(file)
            }
        }
        for (path, bytes) in heads(of: missing, count: limit + 1) where bytes.count <= limit {
            documents.keep(bytes, at: path)
            found[path] = bytes
        }
        return found
    }

    /// The first bytes of several files at once.
    public func heads(of wanted: [Wanted], count: Int) -> [PathBytes: [UInt8]] {
        guard !wanted.isEmpty, let fetched = try? fetch(wanted, count: count) else { return [:] }
        var found: [PathBytes: [UInt8]] = [:]
        for (file, outcome) in zip(wanted, fetched) {
            if case .read(_, let bytes, _) = outcome { found[file.absolute] = bytes }
        }
        return found
    }

    /// Reads those of the files that no link leads to.
    private func fetch(
        _ wanted: [Wanted], count: Int
    ) throws(PlacesError) -> [FileFetch.Outcome] {
        var ways = FileWays(wanted)
        try carry(&ways)
        var outcomes = wanted.map { ways.obstacle(to: $0) ?? .failed }
        let free = wanted.indices.filter { ways.obstacle(to: wanted[$0]) == nil }
        guard !free.isEmpty else { return outcomes }
        var fetch = FileFetch(
            free.map {
                .init(
                    path: wanted[$0].absolute.bytes, limit: count,
                    isMadeUp: ways.isMadeUp(wanted[$0]))
            })
        try carry(&fetch) { fetch in
            for (number, outcome) in fetch.drain() { outcomes[free[number]] = outcome }
        }
        return outcomes
    }
}

/// Looks at every name on the way from a root to a file, so that no link is followed.
private struct FileWays: FileErrand {
    private var seen: [[UInt8]: FileAnswer] = [:]
    private let names: [[UInt8]]
    private var next = 0

    init(_ wanted: [Wanted]) {
        names = Array(Set(wanted.flatMap(Self.names)))
    }

    /// The paths of every folder below the root, and of the file.
    private static func names(_ wanted: Wanted) -> [[UInt8]] {
        var path = wanted.root
        guard !wanted.path.isEmpty else { return [path.bytes] }
        return wanted.path.bytes.split(separator: UInt8(ascii: "/")).map { segment in
            path = path.appending(PathBytes(segment))
            return path.bytes
        }
    }

    mutating func goOn(_ exchange: inout FileExchange<Int>) throws(PlacesError) {
        while next < names.count, exchange.room > 0 {
            exchange.ask(.linkStatus(names[next]), next)
            next += 1
        }
    }

    mutating func take(
        _ answer: FileAnswer, for purpose: Int, _ exchange: inout FileExchange<Int>
    ) throws(PlacesError) {
        seen[names[purpose]] = answer
    }

    /// Why a file is not opened; nil where nothing is in its way.
    func obstacle(to wanted: Wanted) -> FileFetch.Outcome? {
        let names = Self.names(wanted)
        for (index, name) in names.enumerated() {
            guard case .attributes(let found) = seen[name] else {
                if case .status(.denied) = seen[name] { return .denied }
                return .gone
            }
            let expected: ItemType = index == names.count - 1 ? .file : .folder
            if found.record.type != expected { return .gone }
        }
        return nil
    }

    /// Whether the size of a file means nothing: a kernel tells none of what it makes up.
    func isMadeUp(_ wanted: Wanted) -> Bool {
        guard let name = Self.names(wanted).last, case .attributes(let found) = seen[name] else {
            return false
        }
        return found.size == 0
    }
}
