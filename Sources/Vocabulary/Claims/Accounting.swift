/// A regenerable tree told as one line.
public struct Rollup: Hashable, Sendable, JSONWritable {
    /// Id of the place.
    public var place: String
    /// The root it lies under.
    public var root: PathBytes
    /// The folder, below the root.
    public var path: PathBytes
    /// Its class: convenience unless a knowledge declaration says otherwise.
    public var itemClass: ItemClass
    /// Files rolled up; those listed on their own are not counted.
    public var files: Int
    /// Folders rolled up, itself included.
    public var folders: Int
    /// Links, sockets and others rolled up.
    public var other: Int
    /// Bytes of the files.
    public var bytes: UInt64
    /// Digest over names, types and digests below it, in byte order.
    public var digest: Digest
    /// Path of the recipe, below the root, or what it is called.
    public var recipe: String?
    /// Why, sorted.
    public var evidence: [Evidence]

    /// A rollup.
    public init(
        place: String, root: PathBytes, path: PathBytes, itemClass: ItemClass, files: Int,
        folders: Int, other: Int, bytes: UInt64, digest: Digest, recipe: String?,
        evidence: [Evidence]
    ) {
        self.place = place
        self.root = root
        self.path = path
        self.itemClass = itemClass
        self.files = files
        self.folders = folders
        self.other = other
        self.bytes = bytes
        self.digest = digest
        self.recipe = recipe
        self.evidence = evidence
    }

    /// Writes the contract's rollup.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("place", place)
            out.field("root", path: root)
            out.field("path", path: path)
            out.field("class", itemClass.rawValue)
            out.field("files", files)
            out.field("folders", folders)
            if other != 0 { out.field("other", other) }
            out.field("bytes", bytes)
            out.field("digest", digest.text)
            out.field("recipe", recipe)
            out.list("evidence", evidence)
        }
    }

    /// Reads the contract's rollup.
    public init?(_ json: JSONValue) {
        guard let place = json["place"]?.string, let root = PathBytes(json, "root"),
            let path = PathBytes(json, "path")
        else { return nil }
        var digest = Digest.none
        if case .open(let read) = json["digest"]?.string.flatMap(ItemDigest.init) { digest = read }
        self.init(
            place: place, root: root, path: path,
            itemClass: json["class"]?.string.flatMap(ItemClass.init) ?? .unknown,
            files: Int(json["files"]?.integer ?? 0), folders: Int(json["folders"]?.integer ?? 0),
            other: Int(json["other"]?.integer ?? 0),
            bytes: UInt64(clamping: json["bytes"]?.integer ?? 0), digest: digest,
            recipe: json["recipe"]?.string,
            evidence: json["evidence"]?.elements.compactMap(Evidence.init) ?? [])
    }
}

/// Something that was seen and deliberately not looked into.
public struct Exclusion: Hashable, Sendable, JSONWritable {
    /// Id of the place.
    public var place: String
    /// The root it lies under.
    public var root: PathBytes
    /// Its path below the root.
    public var path: PathBytes
    /// `own-history`, `other-mount`, `pattern`, `ignore-file`.
    public var reason: String
    /// How many items were walked there and left out; 1 where it was not entered.
    public var items: Int

    /// An exclusion.
    public init(place: String, root: PathBytes, path: PathBytes, reason: String, items: Int) {
        self.place = place
        self.root = root
        self.path = path
        self.reason = reason
        self.items = items
    }

    /// Writes the contract's exclusion.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("place", place)
            out.field("root", path: root)
            out.field("path", path: path)
            out.field("reason", reason)
            out.field("items", items)
        }
    }

    /// Reads the contract's exclusion.
    public init?(_ json: JSONValue) {
        guard let place = json["place"]?.string, let root = PathBytes(json, "root"),
            let path = PathBytes(json, "path"), let reason = json["reason"]?.string
        else { return nil }
        self.init(
            place: place, root: root, path: path, reason: reason,
            items: Int(json["items"]?.integer ?? 0))
    }
}

/// The closed accounting of one root: walked = listed + rolled up + excluded + unread.
public struct Totals: Hashable, Sendable, JSONWritable {
    /// Id of the place.
    public var place: String
    /// The root.
    public var root: PathBytes
    /// Files walked.
    public var files = 0
    /// Folders walked, the root included.
    public var folders = 0
    /// Links, sockets, fifos, devices walked.
    public var other = 0
    /// Items listed.
    public var listed = 0
    /// Items rolled up.
    public var rolledUp = 0
    /// Items excluded.
    public var excluded = 0
    /// Items that could not be looked at.
    public var unread = 0

    /// Nothing counted yet.
    public init(place: String, root: PathBytes) {
        self.place = place
        self.root = root
    }

    /// Everything walked.
    public var walked: Int { files + folders + other }

    /// Whether the numbers add up.
    public var isClosed: Bool { walked == listed + rolledUp + excluded + unread }

    /// Writes the contract's totals.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("place", place)
            out.field("root", path: root)
            out.key("walked")
            out.object { out in
                out.field("files", files)
                out.field("folders", folders)
                out.field("other", other)
            }
            out.field("listed", listed)
            out.field("rolled_up", rolledUp)
            out.field("excluded", excluded)
            out.field("unread", unread)
        }
    }

    /// Reads the contract's totals.
    public init?(_ json: JSONValue) {
        guard let place = json["place"]?.string, let root = PathBytes(json, "root") else {
            return nil
        }
        self.init(place: place, root: root)
        func count(_ value: JSONValue?) -> Int { Int(value?.integer ?? 0) }
        files = count(json["walked"]?["files"])
        folders = count(json["walked"]?["folders"])
        other = count(json["walked"]?["other"])
        listed = count(json["listed"])
        rolledUp = count(json["rolled_up"])
        excluded = count(json["excluded"])
        unread = count(json["unread"])
    }
}

/// Something that went wrong while the rest of the work went on.
public struct Problem: Hashable, Comparable, Sendable, JSONWritable {
    /// Id of the place.
    public var place: String
    /// Absolute path on the place; nil where it concerns no path.
    public var path: PathBytes?
    /// What, lower case, no full stop, with line and column where a text was at fault.
    public var what: String
    /// `EACCES`, `ELOOP`, `changed-while-read`, `yaml`, `compose`, ….
    public var code: String

    /// A problem.
    public init(place: String, path: PathBytes?, what: String, code: String) {
        self.place = place
        self.path = path
        self.what = what
        self.code = code
    }

    /// By place, path, code, words.
    public static func < (left: Problem, right: Problem) -> Bool {
        let empty = PathBytes(bytes: [])
        return (left.place, left.path ?? empty, left.code, left.what)
            < (right.place, right.path ?? empty, right.code, right.what)
    }

    /// Writes the contract's problem.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("place", place)
            out.field("path", path: path)
            out.field("what", what)
            out.field("code", code)
        }
    }

    /// Reads the contract's problem.
    public init?(_ json: JSONValue) {
        guard let place = json["place"]?.string, let what = json["what"]?.string else { return nil }
        self.init(
            place: place, path: PathBytes(json, "path"), what: what,
            code: json["code"]?.string ?? "")
    }
}
