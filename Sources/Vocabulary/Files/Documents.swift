/// What pure rooms may ask about the files of a place: names and bytes, nothing else.
///
/// Looking fills it from a walked table and the place it came from; tests fill it from memory.
/// Paths are absolute on the place. Links are followed only within the scanned roots.
public protocol Documents {
    /// Id of the place the paths belong to.
    var place: String { get }

    /// The scanned roots, absolute.
    var roots: [PathBytes] { get }

    /// The user whose home or workspace this is, where that is known: owner of the root.
    var owner: String? { get }

    /// Every regular file below the roots that was walked and not excluded, in byte order.
    var files: [PathBytes] { get }

    /// What the walk told of the words of each of `files`; empty where it told nothing.
    var marks: [TextMarks] { get }

    /// Every symbolic link below the roots that was walked and not excluded, in byte order.
    var links: [PathBytes] { get }

    /// What is at a path; nil where nothing was walked there.
    func type(of path: PathBytes) -> ItemType?

    /// The content of a regular file; nil where there is none, or it cannot be read, or it is
    /// larger than 4 MiB.
    func bytes(of path: PathBytes) -> [UInt8]?
}

extension Documents {
    /// None, where nobody looked.
    public var marks: [TextMarks] { [] }

    /// For each of `files`, whether what a mark says may be in it, as far as the walk told.
    public func allowing(_ mark: TextMarks) -> [Bool] {
        let marks = marks
        return marks.isEmpty
            ? Array(repeating: true, count: files.count) : marks.map { $0.allows(mark) }
    }

    /// None, where a place of documents keeps no links.
    public var links: [PathBytes] { [] }

    /// `path` as evidence names it: below its root where it has one, and with a line.
    public func locator(_ path: PathBytes, line: Int? = nil) -> String {
        let suffix = line.map { ":\($0)" } ?? ""
        let within = roots.filter { path.isWithin($0) }.max { $0.bytes.count < $1.bytes.count }
        guard let root = within, path != root else { return path.text + suffix }
        let start = root.bytes.last == UInt8(ascii: "/") ? root.bytes.count : root.bytes.count + 1
        return PathBytes(path.bytes[start...]).text + suffix
    }
}
