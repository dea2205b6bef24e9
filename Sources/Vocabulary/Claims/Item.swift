/// What an item is on its file system.
public enum ItemType: UInt8, Sendable, CaseIterable {
    /// A regular file.
    case file
    /// A folder.
    case folder
    /// A symbolic link.
    case link
    /// A Unix socket.
    case socket
    /// A named pipe.
    case fifo
    /// A block or character device.
    case device

    /// The contract's word.
    public var word: String {
        switch self {
        case .file: "file"
        case .folder: "folder"
        case .link: "link"
        case .socket: "socket"
        case .fifo: "fifo"
        case .device: "device"
        }
    }

    /// The type of a word.
    public init?(word: String) {
        guard let type = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = type
    }
}

/// The digest an item carries: open, or keyed where it might give a secret away.
public enum ItemDigest: Hashable, Sendable {
    /// SHA-256 of the content.
    case open(Digest)
    /// HMAC-SHA-256 under the history's key.
    case keyed(Digest)

    /// `sha256:…` or `hmac-sha256:…`.
    public var text: String {
        switch self {
        case .open(let digest): digest.text
        case .keyed(let digest): "hmac-" + digest.text
        }
    }

    /// Reads the text back.
    public init?(_ text: String) {
        let isKeyed = text.hasPrefix("hmac-sha256:")
        guard isKeyed || text.hasPrefix("sha256:"), let colon = text.firstIndex(of: ":"),
            let bytes = Hexadecimal.bytes(text[text.index(after: colon)...]),
            let digest = Digest(bytes: bytes)
        else { return nil }
        self = isKeyed ? .keyed(digest) : .open(digest)
    }
}

/// A verdict that many items point to: an item is copied often, and its verdict is large.
final class SharedVerdict: Hashable, Sendable {
    let verdict: Verdict

    init(_ verdict: Verdict) {
        self.verdict = verdict
    }

    static func == (one: SharedVerdict, other: SharedVerdict) -> Bool {
        one === other || one.verdict == other.verdict
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(verdict)
    }
}

/// One thing on a file system of a place, named by its bytes, with its verdict.
public struct Item: Hashable, Sendable, JSONWritable {
    /// Id of the place.
    public var place: String
    /// The root it was found under, absolute on the place.
    public var root: PathBytes
    /// Its path below the root; empty for the root itself.
    public var path: PathBytes
    /// What it is.
    public var type: ItemType
    /// Bytes, as the file system states them.
    public var size: UInt64
    /// Permission bits, at most 0o7777.
    public var mode: UInt16
    /// Numeric owner.
    public var uid: UInt32
    /// Numeric group.
    public var gid: UInt32
    /// Modification time, nanoseconds since 1970 UTC.
    public var modified: Int64
    /// Hard links, saturating.
    public var links: UInt32
    /// Where a symbolic link points, as it stands.
    public var target: PathBytes?
    /// Digest of the content; nil where it was not read.
    public var digest: ItemDigest?
    /// What was concluded.
    public var verdict: Verdict {
        _read { yield shared.verdict }
        set { shared = SharedVerdict(newValue) }
    }
    private var shared: SharedVerdict

    /// Equal only for items that hold one verdict between them: what follows from the verdict
    /// alone need be worked out only once for all of them.
    public var verdictIdentity: ObjectIdentifier { ObjectIdentifier(shared) }

    /// An item with nothing but its name, type and verdict.
    public init(
        place: String, root: PathBytes, path: PathBytes, type: ItemType, verdict: Verdict
    ) {
        self.init(
            place: place, root: root, path: path, type: type, shared: SharedVerdict(verdict))
    }

    /// An item with nothing but its name and type, and a verdict that others have too.
    init(
        place: String, root: PathBytes, path: PathBytes, type: ItemType, shared: SharedVerdict
    ) {
        self.place = place
        self.root = root
        self.path = path
        self.type = type
        self.shared = shared
        (size, mode, uid, gid, modified, links) = (0, 0, 0, 0, 0, 1)
        (target, digest) = (nil, nil)
    }

    /// The item's id.
    public var id: String { Identifiers.item(place: place, root: root, path: path) }

    /// The absolute path on the place.
    public var absolutePath: PathBytes { root.appending(path) }

    /// Writes the contract's item.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("place", place)
            out.field("root", path: root)
            out.field("path", path: path)
            out.field("type", type.word)
            out.field("size", size)
            out.field("mode", ModeText.text(mode))
            out.field("uid", uid)
            out.field("gid", gid)
            out.field("modified", Timestamp.text(nanoseconds: modified))
            if links != 1 { out.field("links", links) }
            out.field("target", path: target)
            out.field("digest", digest?.text)
            verdict.writeFields(to: &out)
        }
    }

    /// Reads the contract's item; nil when a required field is missing.
    public init?(_ json: JSONValue) {
        guard let place = json["place"]?.string, let root = PathBytes(json, "root"),
            let path = PathBytes(json, "path"),
            let type = json["type"]?.string.flatMap(ItemType.init(word:)),
            let verdict = Verdict(json)
        else { return nil }
        self.init(place: place, root: root, path: path, type: type, verdict: verdict)
        size = UInt64(clamping: json["size"]?.integer ?? 0)
        mode = json["mode"]?.string.flatMap { UInt16($0, radix: 8) } ?? 0
        uid = UInt32(clamping: json["uid"]?.integer ?? 0)
        gid = UInt32(clamping: json["gid"]?.integer ?? 0)
        modified = json["modified"]?.string.flatMap(Timestamp.nanoseconds) ?? 0
        links = UInt32(clamping: json["links"]?.integer ?? 1)
        target = PathBytes(json, "target")
        digest = json["digest"]?.string.flatMap(ItemDigest.init)
    }
}

/// Permission bits as four octal digits.
public enum ModeText {
    /// `0644`, `1777`.
    public static func text(_ mode: UInt16) -> String {
        let digits = String(mode & 0o7777, radix: 8)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension PathBytes {
    /// The path member of that name, from its `_base64` twin where there is one.
    public init?(_ json: JSONValue, _ key: String) {
        if let bytes = json[key + "_base64"]?.string.flatMap(Base64.decode) {
            self.init(bytes: bytes)
        } else if let text = json[key]?.string {
            self.init(text)
        } else {
            return nil
        }
    }
}
