public import Topology
public import Vocabulary

/// What changed between two snapshots, as text and as a document.
public struct DifferenceDocument: JSONWritable {
    let older: Inventory.Occasion
    let newer: Inventory.Occasion
    /// The changes.
    public let changes: Changes

    /// The document of a difference, or of what it says about some classes; about all where none
    /// is named.
    public init(_ difference: Difference, only classes: Set<ItemClass> = []) {
        older = difference.before.snapshot
        newer = difference.after.snapshot
        let all = Changes(difference)
        changes = classes.isEmpty ? all : all.only(classes)
    }

    /// From when to when, then the changes.
    public var text: String { text(in: .plain) }

    /// The same with emphasis on the words that ask for it.
    public func text(in paint: Paint) -> String {
        "\(older.shown) → \(newer.shown)\n" + changes.text(in: paint)
    }

    /// Writes the difference.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "diff")
            out.field("older", Optional(older))
            out.field("newer", Optional(newer))
            out.field("different", !changes.isEmpty)
            changes.writeFields(to: &out)
        }
    }
}

/// What is told of the first snapshot of a scope, which nothing comes before.
public struct FirstSnapshot: JSONWritable {
    let snapshot: Inventory.Occasion

    /// The document of a snapshot without an older one.
    public init(_ snapshot: Inventory.Occasion) {
        self.snapshot = snapshot
    }

    /// When it was taken, and that it is the first.
    public var text: String { "\(snapshot.shown), the first snapshot: nothing to compare\n" }

    /// Writes a difference without its older side.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "diff")
            out.field("newer", Optional(snapshot))
            out.list("changes", [] as [Changes.Line])
        }
    }
}

extension Inventory.Occasion {
    /// When, and under what name.
    var shown: String {
        let time = Timestamp.text(nanoseconds: taken)
        return name.map { "\(time) \"\(Shown.text($0))\"" } ?? time
    }
}
