/// Why what is written at a path of a place says nothing about who may approve there.
public enum OwnersFault: Error, Equatable, Sendable {
    /// Nothing is there: nobody was named.
    case absent(place: String, path: String)
    /// A link stands on the way, and whoever can change the link chooses the file.
    case link(place: String, path: String)
    /// Something stands there that is no folder, or no file.
    case notAFile(place: String, path: String)
    /// It belongs to somebody else than root.
    case ownedBy(place: String, path: String, uid: UInt32)
    /// Its group, others, or the one who would run the plan can write it.
    case writable(place: String, path: String, mode: UInt32)
    /// The file names no key.
    case empty(place: String, path: String)

    /// What is wrong, lower case, no full stop.
    public var message: String {
        switch self {
        case .absent(let place, let path):
            "nobody is named who may approve on \(place): \(path) is not there"
        case .link(let place, let path): "\(path) on \(place) is a link"
        case .notAFile(let place, let path): "\(path) on \(place) is neither a file nor a folder"
        case .ownedBy(let place, let path, let uid):
            "\(path) on \(place) belongs to uid \(uid), not to root"
        case .writable(let place, let path, let mode):
            "\(path) on \(place) can be written by others than root (mode "
                + "\(String(mode, radix: 8)))"
        case .empty(let place, let path): "\(path) on \(place) names no key"
        }
    }

    /// The way out.
    public var hint: String {
        switch self {
        case .absent(let place, _), .empty(let place, _):
            "a person runs on \(place), as root, what 'bedplate trust --print' prints"
        case .link(_, let path): "put a real file or folder of root's at \(path)"
        case .notAFile(_, let path): "look at what \(path) is, and make it what it should be"
        case .ownedBy(_, let path, _): "as root: chown root:root \(path), then read what is in it"
        case .writable(_, let path, _): "as root: chmod go-w \(path), then read what is in it"
        }
    }
}
