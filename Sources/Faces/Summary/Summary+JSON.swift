public import Vocabulary

extension Summary: JSONWritable {
    /// Writes the summary as a document.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "summary")
            if snapshot.taken != 0 { out.field("snapshot", Optional(snapshot)) }
            out.list("counts", counts)
            out.field("services", services.count)
            if !external.isEmpty { out.field("external", external.count) }
            out.field("stores", stores.count)
            out.field("dependencies", dependencies)
            out.list("load_bearing", loadBearing)
            out.list("lost_with_containers", fleeting)
            writeRollups(to: &out)
            writeHoles(to: &out)
            out.list("gaps", gaps)
            out.list("problems", problems)
            out.key("complete")
            out.value(isComplete)
        }
    }

    private func writeRollups(to out: inout JSONWriter) {
        out.key("rollups")
        out.object { out in
            out.field("trees", rollups.count)
            out.field("files", rollups.reduce(0) { $0 + $1.files })
            out.field("bytes", rollups.reduce(0) { $0 + $1.bytes })
        }
    }

    private func writeHoles(to out: inout JSONWriter) {
        guard let holes else { return }
        out.key("holes")
        out.object { out in
            for severity in HoleEntry.severities {
                out.field(severity, holes.count { $0.severity == severity })
            }
        }
    }
}

extension Summary.Count: JSONWritable {
    /// Writes class, items and bytes.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("class", itemClass.rawValue)
            out.field("items", items)
            out.field("bytes", bytes)
        }
    }
}

extension Summary.Line: JSONWritable {
    /// Writes id, class and reason.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", subject)
            out.field("class", itemClass.rawValue)
            out.field("says", says)
        }
    }
}

extension Summary.Fleeting: JSONWritable {
    /// Writes the store's id and kind, and the ids of its services.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", store.id)
            out.field("kind", store.kind.rawValue)
            out.key("services")
            out.array { out in for owner in owners { out.value(owner.id) } }
        }
    }
}

extension Summary.Gap: JSONWritable {
    /// Writes where, what, why, and what would change it.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("place", place)
            out.field("scope", scope)
            out.field("what", gap.what)
            out.field("why", gap.why)
            out.field("privilege", gap.privilege)
        }
    }
}
