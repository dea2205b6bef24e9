extension Inventory.Occasion: JSONWritable {
    /// Writes the contract's `snapshot` object.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            if !id.isEmpty { out.field("id", id) }
            out.field("name", name)
            out.field("taken", Timestamp.text(nanoseconds: taken))
            out.field("parent", parent)
            out.field("scope", scope)
            if sequence != 0 { out.field("sequence", sequence) }
        }
    }

    init(_ json: JSONValue) {
        self.init()
        id = json["id"]?.string ?? ""
        name = json["name"]?.string
        taken = json["taken"]?.string.flatMap(Timestamp.nanoseconds) ?? 0
        parent = json["parent"]?.string
        scope = json["scope"]?.strings ?? []
        sequence = Int(json["sequence"]?.integer ?? 0)
    }
}

extension Inventory: JSONWritable {
    /// Writes the contract's inventory document.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "inventory")
            out.key("tool")
            out.object { out in
                out.field("name", Tool.name)
                out.field("version", Tool.version)
            }
            out.field("snapshot", Optional(snapshot))
            writeContent(to: &out)
        }
    }

    /// Writes the members that make up the content: what the snapshot's id is the digest of.
    public func writeContent(to out: inout JSONWriter) {
        out.list("places", places)
        out.list("items", items)
        out.list("rollups", rollups)
        out.list("excluded", excluded)
        out.list("totals", totals)
        out.list("services", services)
        out.list("stores", stores)
        out.list("dependencies", dependencies)
        out.list("problems", problems)
    }

    /// Reads an inventory document; nil when it is of another kind or format.
    public init?(_ json: JSONValue) {
        guard json["kind"]?.string == "inventory", json["format"]?.integer == 1 else { return nil }
        self.init()
        snapshot = json["snapshot"].map(Occasion.init) ?? Occasion()
        places = (json["places"]?.elements ?? []).compactMap(Place.init)
        items = (json["items"]?.elements ?? []).compactMap(Item.init)
        rollups = (json["rollups"]?.elements ?? []).compactMap(Rollup.init)
        excluded = (json["excluded"]?.elements ?? []).compactMap(Exclusion.init)
        totals = (json["totals"]?.elements ?? []).compactMap(Totals.init)
        services = (json["services"]?.elements ?? []).compactMap(Service.init)
        stores = (json["stores"]?.elements ?? []).compactMap(Store.init)
        dependencies = (json["dependencies"]?.elements ?? []).compactMap(Dependency.init)
        problems = (json["problems"]?.elements ?? []).compactMap(Problem.init)
    }
}

/// What this program is called in documents.
public enum Tool {
    /// The name.
    public static let name = "bedplate"
    /// The version, as CHANGELOG.md has it.
    public static let version = "0.1.0"
}
