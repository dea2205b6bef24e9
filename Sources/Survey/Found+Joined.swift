import Places
public import Vocabulary

extension Scan.Found {
    /// One inventory of several places.
    ///
    /// - Parameters:
    ///   - parts: what was found, place by place.
    ///   - missed: places that were not reached, or lost before anything was known of them.
    ///   - scope: the roots that were asked for, reached or not.
    public static func joined(_ parts: [Scan.Found], missed: [Missed], scope: [String])
        -> Scan.Found
    {
        var rest = Inventory()
        for part in parts {
            rest.places += part.rest.places
            rest.services += part.rest.services
            rest.stores += part.rest.stores
            rest.dependencies += part.rest.dependencies
            rest.rollups += part.rest.rollups
            rest.excluded += part.rest.excluded
            rest.totals += part.rest.totals
            rest.problems += part.rest.problems
        }
        for place in missed {
            rest.places.append(place.place)
            rest.problems.append(place.problem)
        }
        rest.snapshot.scope = scope.sorted()
        rest.sort()
        return Scan.Found(tables: parts.flatMap(\.tables), rest: rest)
    }

    /// Takes over what an earlier inventory knew of places that were missed this time, or looked at
    /// in part when the scan was told to end: it stays valid, as their items do.
    public mutating func keep(missedFrom earlier: Inventory) {
        let looked = Set(rest.totals.map(\.place))
        let missed = Set(rest.places.map(\.id)).subtracting(looked)
        let lost = rest.problems.filter { $0.code == PlacesError.stopped("").code }
        let halved = looked.intersection(lost.map(\.place))
        if !halved.isEmpty {
            keepUnseen(of: halved, from: earlier)
            rest.sort()
        }
        guard !missed.isEmpty else { return }
        func isMissed(_ id: String) -> Bool { missed.contains { id.hasPrefix($0 + "/") } }
        rest.places += earlier.places.filter { place in
            missed.contains { place.id.hasPrefix($0 + "/in/") }
        }
        rest.services += earlier.services.filter { missed.contains($0.place) }
        rest.stores += earlier.stores.filter { isMissed($0.id) }
        rest.dependencies += earlier.dependencies.filter { isMissed($0.from) }
        rest.rollups += earlier.rollups.filter { missed.contains($0.place) }
        rest.excluded += earlier.excluded.filter { missed.contains($0.place) }
        rest.sort()
    }

    /// A place of which nothing is known this time, and why.
    public struct Missed: Sendable {
        /// Id of the place.
        public let id: String
        /// The reason, lower case, no full stop.
        public let why: String
        /// `unreachable`, `interrupted`, or the system's code.
        public let code: String

        /// A place that was missed.
        public init(id: String, why: String, code: String) {
            self.id = id
            self.why = why
            self.code = code
        }

        /// The place as an inventory has it: looked at in no scope.
        var place: Place {
            var place = Place(id: id, reach: "ssh", machine: nil, facts: [:])
            let gap = Place.Coverage.Gap(what: "everything", why: why)
            place.coverage = ["files", "running"].map {
                Place.Coverage(scope: $0, looked: false, missing: [gap])
            }
            return place
        }

        var problem: Problem { Problem(place: id, path: nil, what: why, code: code) }
    }
}
