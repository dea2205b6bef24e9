import Glibc
public import Places
public import Vocabulary

/// What became of a file that was asked for.
public enum Fetched: Sendable {
    /// Its first bytes.
    case bytes([UInt8])
    /// Nothing is there.
    case gone
    /// It may not be read.
    case denied
    /// A link leads to it, or it is one.
    case link
    /// It is no regular file.
    case other
    /// It could not be read, and nobody says why.
    case failed
}

extension DistantPlace {
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
        if let kept = atHand(wanted.absolute) { return Array(kept.prefix(count)) }
        let shown = path.isEmpty ? root : path
        switch try fetch([wanted], count: count)[0] {
        case .bytes(let bytes):
            if bytes.count < count { keep(bytes, at: wanted.absolute) }
            return bytes
        case .gone: throw .failed(what: "read", path: shown, SystemError(ENOENT))
        case .denied: throw .failed(what: "read", path: shown, SystemError(EACCES))
        case .link: throw .failed(what: "read", path: shown, SystemError(ELOOP))
        case .failed: throw .failed(what: "read", path: shown, SystemError(EIO))
        case .other: throw .notAFile(path: shown)
        }
    }

    /// Several files at once; what is larger than the limit is missing.
    public func read(_ wanted: [Wanted], limit: Int) -> [PathBytes: [UInt8]] {
        var found: [PathBytes: [UInt8]] = [:]
        var missing: [Wanted] = []
        for file in wanted {
            if let kept = atHand(file.absolute) {
                found[file.absolute] = kept
            } else {
                missing.append(file)
            }
        }
        for (path, bytes) in heads(of: missing, count: limit + 1) where bytes.count <= limit {
            keep(bytes, at: path)
            found[path] = bytes
        }
        return found
    }

    /// The first bytes of several files at once.
    public func heads(of wanted: [Wanted], count: Int) -> [PathBytes: [UInt8]] {
        guard !wanted.isEmpty, let fetched = try? fetch(wanted, count: count) else { return [:] }
        var found: [PathBytes: [UInt8]] = [:]
        for (file, outcome) in zip(wanted, fetched) {
            if case .bytes(let bytes) = outcome { found[file.absolute] = bytes }
        }
        return found
    }
}
