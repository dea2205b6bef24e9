internal import Vocabulary

/// How long the steps of a run took, as its journal tells.
public struct StepTimes: Equatable, Sendable {
    /// Nanoseconds from the intent to the check that held, by id of a step that is done.
    public private(set) var nanoseconds: [String: Int64] = [:]
    /// When a step was begun, nanoseconds since 1970, by id.
    public private(set) var begun: [String: Int64] = [:]

    /// What a journal tells.
    public init(_ entries: [JournalEntry]) {
        for entry in entries {
            switch (entry.phase, entry.result) {
            case (.intent, _): begun[entry.step] = entry.at
            case (.skip, _): nanoseconds[entry.step] = 0
            case (.verify, .ok):
                guard let from = begun[entry.step] else { continue }
                nanoseconds[entry.step] = entry.at - from
            default: continue
            }
        }
    }
}
