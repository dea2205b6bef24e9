public import Vocabulary

/// What the exports of one place hold, and of which snapshot: `ABOUT-` and the place's slug beside
/// them, so that they can be understood when the place is gone.
public struct ExportList: Equatable, Sendable, JSONWritable {
    /// One folder of exports.
    public struct Entry: Equatable, Sendable, JSONWritable {
        /// Its name below the exports.
        public var folder: String
        /// Id of the store, root or service that it was taken from.
        public var subject: String
        /// `store`, `root`, or what was taken of a service: `rootfs`, `environment` ….
        public var what: String

        /// An entry.
        public init(folder: String, subject: String, what: String) {
            self.folder = folder
            self.subject = subject
            self.what = what
        }

        /// Writes the entry.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("folder", folder)
                out.field("subject", subject)
                out.field("what", what)
            }
        }
    }

    /// Id of the snapshot whose plan took them out.
    public var snapshot: String
    /// Id of the place they were taken from.
    public var place: String
    /// Ids of the places that the same plan takes exports from, this one among them, sorted.
    public var places: [String]
    /// What they hold, in the plan's order.
    public var entries: [Entry]

    /// A list.
    public init(snapshot: String, place: String, places: [String] = [], entries: [Entry]) {
        self.snapshot = snapshot
        self.place = place
        self.places = places.isEmpty ? [place] : places
        self.entries = entries
    }

    /// A list from its document; nil where it is none of format 1.
    public init?(_ json: JSONValue) {
        guard json["format"]?.integer == 1, json["kind"]?.string == "exports",
            let snapshot = json["snapshot"]?.string, let place = json["place"]?.string
        else { return nil }
        self.snapshot = snapshot
        self.place = place
        let places = (json["places"]?.elements ?? []).compactMap(\.string)
        self.places = places.isEmpty ? [place] : places
        entries = (json["entries"]?.elements ?? []).map { entry in
            Entry(
                folder: entry["folder"]?.string ?? "", subject: entry["subject"]?.string ?? "",
                what: entry["what"]?.string ?? "")
        }
    }

    /// Writes the document `exports`.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "exports")
            out.field("snapshot", snapshot)
            out.field("place", place)
            out.field("places", places)
            out.list("entries", entries)
        }
    }
}
