internal import Vocabulary

/// The exports that one run took, of all its places: what a recovery is made of, never of two.
public struct ExportGeneration: Equatable, Sendable {
    /// Exports of one place as they were found.
    public struct Found: Equatable, Sendable {
        /// What their manifests tell.
        public var source: ExportsAtHand.Source
        /// Why they are not whole; nil where nothing is missing.
        public var fault: String?

        /// Exports of one place.
        public init(_ source: ExportsAtHand.Source, fault: String? = nil) {
            self.source = source
            self.fault = fault
        }
    }

    /// What it is chosen by: the run's id, else the moment its newest part was sealed.
    public var id: String
    /// One for each place, sorted by place.
    public var sources: [ExportsAtHand.Source]
    /// What is broken; parts of it are not what was sealed.
    public var faults: [String]
    /// Places whose exports the same plan took, and that are not there.
    public var missing: [String]

    /// When the newest part was sealed.
    public var taken: String { sources.map(\.taken).max() ?? "" }
    /// The plan that took it, in hexadecimal; nil where it is not told.
    public var plan: String? { sources.compactMap(\.plan).first }
    /// Whether every part is there, as far as its manifests go.
    public var isWhole: Bool { faults.isEmpty && missing.isEmpty }

    private init(_ found: [Found], id: String?) {
        sources = found.map(\.source).sorted { $0.place < $1.place }
        faults = found.compactMap(\.fault).sorted()
        let expected = Set(found.flatMap(\.source.list.places))
        missing = expected.subtracting(found.map(\.source.place)).sorted()
        self.id = id ?? found.map(\.source.taken).max() ?? ""
    }

    /// The generations in what was found, the newest first.
    ///
    /// Parts go together where one run took them. Where no run is told, parts of one plan, or of one
    /// snapshot, go together unless a place is among them twice: then each stands alone.
    public static func all(_ found: [Found]) -> [ExportGeneration] {
        let groups = Dictionary(grouping: found) { part in
            part.source.run.map { "run " + $0 } ?? part.source.plan.map { "plan " + $0 }
                ?? "snapshot " + part.source.list.snapshot
        }
        let out = groups.values.flatMap { parts -> [ExportGeneration] in
            let isOnce = Set(parts.map(\.source.place)).count == parts.count
            if isOnce { return [ExportGeneration(parts, id: parts[0].source.run)] }
            return parts.map { ExportGeneration([$0], id: nil) }
        }
        return out.sorted { ($0.taken, $0.id) > ($1.taken, $1.id) }
    }

    /// Whether a person means this one: by its run or the beginning of it, the beginning of its
    /// plan's id, the moment it was sealed, or a folder of it.
    public func isMeant(by word: String) -> Bool {
        guard !word.isEmpty else { return false }
        return id == word || taken == word
            || sources.contains { source in
                source.run?.hasPrefix(word) ?? false || source.plan?.hasPrefix(word) ?? false
                    || PathBytes(source.folder).name.text == word
            }
    }

    /// One line about it: when, of which run and plan, of how many places, whole or why not.
    public var line: String {
        let run = sources.compactMap(\.run).first.map { "run \($0)" } ?? "no run"
        let plan = plan.map { ", plan \($0.prefix(12))" } ?? ""
        let places = sources.map(\.place).joined(separator: ", ")
        let state =
            faults.first.map { "not whole: \($0)" }
            ?? (missing.isEmpty ? "whole" : "without \(missing.joined(separator: ", "))")
        return "\(taken)  \(run)\(plan), of \(places): \(state)"
    }
}
