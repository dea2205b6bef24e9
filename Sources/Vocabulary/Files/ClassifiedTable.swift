/// What becomes of a record in an inventory.
public struct Disposition: BitwiseCopyable, Hashable, Sendable {
    /// 0 listed, 1 excluded, 2 unread, 3 and more: rolled up, less 3 the index of the rollup.
    public let code: UInt32

    /// It becomes an item.
    public static let listed = Disposition(code: 0)
    /// It was left out; an exclusion counts it.
    public static let excluded = Disposition(code: 1)
    /// It could not be looked at; a problem says why.
    public static let unread = Disposition(code: 2)

    /// It is counted in the rollup of that index.
    @inlinable
    public static func rolledUp(_ rollup: Int) -> Disposition {
        Disposition(code: UInt32(rollup) + 3)
    }

    /// A disposition from its stored code.
    @inlinable
    public init(code: UInt32) {
        self.code = code
    }

    /// The index of the rollup that counts it; nil where none does.
    @inlinable
    public var rollup: Int? { code >= 3 ? Int(code) - 3 : nil }
}

/// A walked table with what was concluded about every record: items are made of it on demand.
///
/// Shapes: `verdictOfRecord` and `dispositions` have one element per record of the table and
/// index into `verdicts` and the inventory's rollups of this root.
public struct ClassifiedTable: Sendable {
    /// What was walked.
    public var table: FileTable
    /// Distinct verdicts.
    public var verdicts: [Verdict]
    /// Index of each record's verdict.
    public var verdictOfRecord: [UInt32]
    /// The verdict about the root itself; the root is always listed.
    public var rootVerdict: Verdict
    /// What becomes of each record.
    public var dispositions: [Disposition]

    /// A table with its verdicts.
    public init(
        table: FileTable, verdicts: [Verdict], verdictOfRecord: [UInt32], rootVerdict: Verdict,
        dispositions: [Disposition]
    ) {
        self.table = table
        self.verdicts = verdicts
        self.verdictOfRecord = verdictOfRecord
        self.rootVerdict = rootVerdict
        self.dispositions = dispositions
    }

    /// The closed accounting of this root.
    public var totals: Totals {
        var totals = table.walked
        totals.listed = 1
        for disposition in dispositions {
            switch disposition {
            case .listed: totals.listed += 1
            case .excluded: totals.excluded += 1
            case .unread: totals.unread += 1
            default: totals.rolledUp += 1
            }
        }
        return totals
    }

    /// The listed items in the order documents list them, made one at a time.
    ///
    /// - Parameter key: keys the digests of items that hold secrets; without it they are omitted.
    public func items(key: SecretKey?) -> ClassifiedItems {
        ClassifiedItems(self, key: key)
    }

    /// The item of a record whose path is at hand.
    public func item(ofRecord index: Int, path: PathBytes, key: SecretKey?) -> Item {
        let verdict = SharedVerdict(verdicts[Int(verdictOfRecord[index])])
        return item(ofRecord: index, path: path, verdict, key: key)
    }

    /// The item of a record whose path and verdict are at hand.
    func item(
        ofRecord index: Int, path: PathBytes, _ verdict: SharedVerdict, key: SecretKey?
    ) -> Item {
        let record = table.records[index]
        let target = record.type == .link ? table.targets[UInt32(index)] : nil
        return item(record, path: path, target: target, verdict: verdict, key: key)
    }

    /// The item of the root itself; its path is empty.
    public func rootItem(key: SecretKey?) -> Item {
        item(
            table.rootRecord, path: PathBytes(bytes: []), target: nil,
            verdict: SharedVerdict(rootVerdict), key: key)
    }

    private func item(
        _ record: FileRecord, path: PathBytes, target: PathBytes?, verdict: SharedVerdict,
        key: SecretKey?
    ) -> Item {
        var item = Item(
            place: table.place, root: table.root, path: path, type: record.type, shared: verdict)
        item.size = record.size
        item.mode = record.mode
        item.uid = record.uid
        item.gid = record.gid
        item.modified = record.modified
        item.links = UInt32(record.links)
        item.target = target
        item.digest = ItemDigest(of: record, secret: verdict.verdict.secret, key: key)
        return item
    }
}

extension ItemDigest {
    /// The digest that a record may show (contract: *Secrets*): keyed where the content could be
    /// guessed from it, omitted where it would have to be keyed and there is no key.
    ///
    /// Private content is guessable below 4 KiB; whatever holds a credential may hold a chosen
    /// password, at any size. The keyed digest is the HMAC of the content's SHA-256.
    public init?(of record: FileRecord, secret: Secret, key: SecretKey?) {
        guard record.flags & FileRecord.Flag.digested != 0 else { return nil }
        guard secret.wantsKeyedDigest(size: record.size) else {
            self = .open(record.digest)
            return
        }
        guard let key else { return nil }
        self = .keyed(key.code(record.digest.bytes))
    }
}

extension Secret {
    /// Whether a plain digest of content of that size could give the secret away.
    public func wantsKeyedDigest(size: UInt64) -> Bool {
        switch self {
        case .none: false
        case .content: size < 4096
        case .material, .embedded: true
        }
    }
}

extension FileTable {
    /// What was walked below and including the root; the other numbers are left at zero.
    public var walked: Totals {
        var totals = Totals(place: place, root: root)
        totals.count(rootRecord.type)
        for record in records { totals.count(record.type) }
        return totals
    }
}

extension Totals {
    /// Counts one walked entry.
    mutating func count(_ type: ItemType) {
        switch type {
        case .file: files += 1
        case .folder: folders += 1
        case .link, .socket, .fifo, .device: other += 1
        }
    }
}
