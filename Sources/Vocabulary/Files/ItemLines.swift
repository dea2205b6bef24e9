/// The items of one table as JSON, at a fraction of what making each `Item` costs: what many
/// items share (the place, the root, a verdict) is written once and copied.
struct ItemLines {
    private let source: ClassifiedTable
    private let key: SecretKey?
    private let withFingerprints: Bool
    private let head: [UInt8]
    /// The fields of each verdict, with the comma before and the brace behind.
    private let tails: [[UInt8]]
    private var line: [UInt8] = []

    init(_ source: ClassifiedTable, key: SecretKey?, withFingerprints: Bool) {
        self.source = source
        self.key = key
        self.withFingerprints = withFingerprints
        var out = JSONWriter()
        out.object { out in
            out.field("place", source.table.place)
            out.field("root", path: source.table.root)
        }
        head = out.bytes.dropLast()
        tails = source.verdicts.map { verdict in
            var out = JSONWriter()
            let shown = withFingerprints ? verdict : verdict.withoutFingerprints
            out.object { shown.writeFields(to: &$0) }
            return [UInt8(ascii: ",")] + out.bytes.dropFirst()
        }
    }

    /// Writes every listed item, the root first.
    mutating func write(to out: inout JSONWriter, flush: (inout JSONWriter) -> Void) {
        let root = source.rootItem(key: key)
        (withFingerprints ? root : root.withoutFingerprints).write(to: &out)
        for (record, path) in source.table.inPathOrder
        where source.dispositions[record] == .listed {
            if out.isPretty {
                let item = source.item(ofRecord: record, path: path, key: key)
                (withFingerprints ? item : item.withoutFingerprints).write(to: &out)
            } else {
                set(record, path)
                out.value(finished: line)
            }
            if out.bytes.count > 1 << 16 { flush(&out) }
        }
    }

    /// Puts one item's object into `line`, in the order of `Item.write`.
    private mutating func set(_ index: Int, _ path: PathBytes) {
        let record = source.table.records[index]
        let verdict = Int(source.verdictOfRecord[index])
        line.removeAll(keepingCapacity: true)
        line.append(contentsOf: head)
        add(path: path, as: "path")
        add(",\"type\":\"")
        add(record.type.word)
        add("\",\"size\":")
        add(number: record.size)
        add(mode: record.mode)
        add(",\"uid\":")
        add(number: UInt64(record.uid))
        add(",\"gid\":")
        add(number: UInt64(record.gid))
        add(",\"modified\":\"")
        Timestamp.append(nanoseconds: record.modified, to: &line)
        line.append(UInt8(ascii: "\""))
        if record.links != 1 {
            add(",\"links\":")
            add(number: UInt64(record.links))
        }
        if record.type == .link, let target = source.table.targets[UInt32(index)] {
            add(path: target, as: "target")
        }
        add(digestOf: record, source.verdicts[verdict].secret)
        line.append(contentsOf: tails[verdict])
    }

    private mutating func add(_ text: StaticString) {
        text.withUTF8Buffer { line.append(contentsOf: $0) }
    }

    private mutating func add(_ text: String) {
        line.append(contentsOf: text.utf8)
    }

    private mutating func add(number: UInt64) {
        var scale: UInt64 = 1
        while number / scale >= 10 { scale *= 10 }
        line.append(addingCapacity: 20) { (out: inout OutputSpan<UInt8>) in
            while scale > 0 {
                out.append(UInt8(ascii: "0") + UInt8(number / scale % 10))
                scale /= 10
            }
        }
    }

    private mutating func add(mode: UInt16) {
        add(",\"mode\":\"")
        for shift in [9, 6, 3, 0] as [UInt16] {
            line.append(UInt8(ascii: "0") + UInt8(mode >> shift & 7))
        }
        line.append(UInt8(ascii: "\""))
    }

    private mutating func add(digestOf record: FileRecord, _ secret: Secret) {
        guard let digest = ItemDigest(of: record, secret: secret, key: key) else { return }
        switch digest {
        case .open(let digest):
            add(",\"digest\":\"sha256:")
            add(digest)
        case .keyed(let digest):
            add(",\"digest\":\"hmac-sha256:")
            add(digest)
        }
        line.append(UInt8(ascii: "\""))
    }

    private mutating func add(_ digest: Digest) {
        let words = digest.words
        line.append(addingCapacity: 64) { (out: inout OutputSpan<UInt8>) in
            Self.write(words.0, to: &out)
            Self.write(words.1, to: &out)
            Self.write(words.2, to: &out)
            Self.write(words.3, to: &out)
        }
    }

    private static func write(_ word: UInt64, to out: inout OutputSpan<UInt8>) {
        var shift = UInt64(64)
        while shift > 0 {
            shift -= 4
            let digit = UInt8(truncatingIfNeeded: word >> shift) & 15
            out.append(digit &+ (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
        }
    }

    /// Whether nothing in it needs an escape or is beyond ASCII.
    private static func isPlain(_ bytes: [UInt8]) -> Bool {
        var isPlain = true
        for byte in bytes {
            isPlain =
                isPlain && byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"")
                && byte != UInt8(ascii: "\\")
        }
        return isPlain
    }

    private mutating func add(path: PathBytes, as key: StaticString) {
        let isPlain = Self.isPlain(path.bytes)
        line.append(UInt8(ascii: ","))
        guard isPlain else {
            var out = JSONWriter()
            out.object { $0.field("\(key)", path: path) }
            line.append(contentsOf: out.bytes.dropFirst().dropLast())
            return
        }
        line.append(UInt8(ascii: "\""))
        add(key)
        add("\":\"")
        line.append(contentsOf: path.bytes)
        line.append(UInt8(ascii: "\""))
    }
}
