/// Writes an inventory whose items still lie in their tables, a piece at a time.
///
/// The bytes are those that `Inventory.writeContent` gives once all items are made and sorted.
public struct InventoryStream {
    /// Everything but the items of `tables`.
    public let rest: Inventory
    /// The walked roots, in the order of documents.
    public let tables: [ClassifiedTable]
    /// Keys the digests of items that hold secrets.
    public let key: SecretKey?

    /// An inventory of these parts.
    public init(rest: Inventory, tables: [ClassifiedTable], key: SecretKey?) {
        self.rest = rest
        self.tables = tables.sorted {
            ($0.table.place, $0.table.root) < ($1.table.place, $1.table.root)
        }
        self.key = key
    }

    /// The snapshot's id, `sha256:…`: the digest of the document on one line, without
    /// `snapshot`, `tool` and fingerprints.
    public func identity() -> String {
        let hash = SHA256()
        hash.begin()
        var out = JSONWriter()
        out.object { out in
            out.field("format", 1)
            out.field("kind", "inventory")
            writeContent(to: &out, withFingerprints: false) { out in
                out.drain().withUnsafeBytes { hash.update($0) }
            }
        }
        out.drain().withUnsafeBytes { hash.update($0) }
        return hash.finish().text
    }

    /// Writes the whole document, calling `flush` now and then to let bytes go.
    public func write(to out: inout JSONWriter, flush: (inout JSONWriter) -> Void) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "inventory")
            out.key("tool")
            out.object { out in
                out.field("name", Tool.name)
                out.field("version", Tool.version)
            }
            out.field("snapshot", Optional(rest.snapshot))
            writeContent(to: &out, withFingerprints: true, flush: flush)
        }
    }

    private func writeContent(
        to out: inout JSONWriter, withFingerprints: Bool, flush: (inout JSONWriter) -> Void
    ) {
        out.list("places", rest.places)
        out.key("items")
        out.array { out in
            for item in rest.items {
                (withFingerprints ? item : item.withoutFingerprints).write(to: &out)
                if out.bytes.count > 1 << 16 { flush(&out) }
            }
            for table in tables {
                var lines = ItemLines(table, key: key, withFingerprints: withFingerprints)
                lines.write(to: &out, flush: flush)
            }
        }
        out.list("rollups", rest.rollups)
        out.list("excluded", rest.excluded)
        out.list("totals", rest.totals)
        out.list("services", rest.services)
        out.list("stores", rest.stores)
        out.list("dependencies", rest.dependencies)
        out.list("problems", rest.problems)
        flush(&out)
    }
}

extension Verdict {
    /// The same verdict with the fingerprints of its secrets left out: they depend on the key.
    public var withoutFingerprints: Verdict {
        guard !secrets.isEmpty else { return self }
        var verdict = self
        verdict.secrets = secrets.map { SecretFinding(kind: $0.kind, count: $0.count) }
        return verdict
    }
}

extension Item {
    /// The same item with the fingerprints of its secrets left out.
    public var withoutFingerprints: Item {
        var item = self
        item.verdict = verdict.withoutFingerprints
        return item
    }
}
