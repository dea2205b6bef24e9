public import Planning
internal import Vocabulary

/// The places that steps change.
public enum ChangedPlaces {
    /// Ids of the places that the steps of those stages write, stop, start or delete on, sorted.
    public static func all(_ plan: Plan, _ stages: Set<Stage>) -> [String] {
        var out: Set<String> = []
        // What is kept on the machine that runs the plan is its own, as its journal is.
        let own = Set(
            plan.keptFolders.flatMap {
                ["\(Identifiers.local):\($0)", "\(Identifiers.local):\($0).*"]
            })
        for (stage, step) in plan.steps where stages.contains(stage) {
            let effects = step.effects
            for subject in effects.writes + effects.deletes where !own.contains(subject) {
                out.insert(place(of: subject) ?? step.place)
            }
            for service in effects.stops + effects.starts {
                // What starts on the target is named by where it was found.
                out.insert(
                    step.purpose == .start
                        ? step.place : Identifiers.place(of: service) ?? step.place)
            }
            if step.place != Identifiers.local, ![.check, .observe, .alert].contains(step.purpose) {
                out.insert(step.place)
            }
        }
        return out.sorted()
    }

    /// The place of PLACE`:`PATH, or of the id of a service, store or item.
    private static func place(of subject: String) -> String? {
        if let found = Identifiers.place(of: subject) { return found }
        return subject.firstRange(of: ":/").map { String(subject[..<$0.lowerBound]) }
    }
}
