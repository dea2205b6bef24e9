public import Topology
public import Vocabulary

/// The change log: what each snapshot found changed since the one before, newest first.
public struct LogDocument: JSONWritable {
    let entries: [(snapshot: Inventory.Occasion, changes: Changes)]

    /// The log of differences between neighbouring snapshots, in any order.
    public init(_ differences: [Difference]) {
        entries = differences.map { ($0.after.snapshot, Changes($0)) }.sorted {
            ($1.snapshot.taken, $1.snapshot.sequence, $0.snapshot.id) < (
                $0.snapshot.taken, $0.snapshot.sequence, $1.snapshot.id
            )
        }
    }

    /// One paragraph for each snapshot that found a change.
    public var text: String { text(in: .plain) }

    /// The same with emphasis on the words that ask for it.
    public func text(in paint: Paint) -> String {
        let told = entries.filter { !$0.changes.isEmpty }
        guard !told.isEmpty else { return "nothing changed\n" }
        return told.map { "\($0.snapshot.shown)\n\($0.changes.text(in: paint))" }.joined(
            separator: "\n")
    }

    /// Writes every entry, those without a change included.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "log")
            out.key("entries")
            out.array { out in
                for entry in entries {
                    out.object { out in
                        out.field("snapshot", Optional(entry.snapshot))
                        entry.changes.writeFields(to: &out)
                    }
                }
            }
        }
    }
}
