import Places
public import Vocabulary

extension FileServerPlace {
    /// Those of the paths at which a folder is, a link to one included; none where the server does
    /// not answer.
    public func folders(among paths: [PathBytes]) -> [PathBytes]? {
        var looks = FolderLooks(paths: paths)
        guard (try? carry(&looks)) != nil else { return [] }
        return paths.indices.filter(looks.found.contains).map { paths[$0] }
    }
}

/// Asks what each of several paths is.
private struct FolderLooks: FileErrand {
    let paths: [PathBytes]
    private(set) var found: Set<Int> = []
    private var next = 0

    init(paths: [PathBytes]) {
        self.paths = paths
    }

    mutating func goOn(_ exchange: inout FileExchange<Int>) throws(PlacesError) {
        while next < paths.count, exchange.room > 0 {
            exchange.ask(.status(paths[next].bytes), next)
            next += 1
        }
    }

    mutating func take(
        _ answer: FileAnswer, for purpose: Int, _ exchange: inout FileExchange<Int>
    ) throws(PlacesError) {
        if case .attributes(let seen) = answer, seen.record.type == .folder {
            found.insert(purpose)
        }
    }
}
