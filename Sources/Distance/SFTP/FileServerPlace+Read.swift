public import Places
import Vocabulary

extension FileServerPlace {
    /// Reads those of the files that no link leads to.
    public func fetch(_ wanted: [Wanted], count: Int) throws(PlacesError) -> [Fetched] {
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
            for (number, outcome) in fetch.drain() { outcomes[free[number]] = outcome.fetched }
        }
        return outcomes
    }
}

extension FileFetch.Outcome {
    /// What is told of it where only the bytes are wanted.
    fileprivate var fetched: Fetched {
        switch self {
        case .read(_, let bytes, _): .bytes(bytes)
        case .gone: .gone
        case .denied: .denied
        case .changed, .failed: .failed
        }
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
    func obstacle(to wanted: Wanted) -> Fetched? {
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
