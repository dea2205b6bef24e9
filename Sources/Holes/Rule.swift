import Vocabulary

/// One kind of question: when it is asked and what hangs on it. One file per rule.
public struct Rule: Sendable {
    /// One thing a rule asks about.
    struct Finding {
        /// Id of the thing.
        var subject: String
        /// The question; the same words whenever it is asked about the same thing.
        var question: String
        /// Why it matters here.
        var why: String
        /// How much hangs on it.
        var severity: Hole.Severity
        /// What it holds up.
        var blocks: Hole.Block = .nothing
        /// What it rests on.
        var evidence: [Evidence] = []
        /// Where the policy would have the answer; nil where a person can only accept it.
        var answer: Hole.Answer?
        /// Whether the policy has it.
        var isAnswered = false
        /// How many things it stands for.
        var count = 1
    }

    /// `BP0301`.
    public let id: String
    /// The word people use for it: `no-health-check`.
    public let slug: String
    /// What it asks, in a few words: the title of its section in `Docs/holes.md`.
    public let title: String
    /// Asks.
    let find: @Sendable (SystemFacts) -> [Finding]

    init(
        _ id: String, _ slug: String, _ title: String,
        find: @escaping @Sendable (SystemFacts) -> [Finding]
    ) {
        self.id = id
        self.slug = slug
        self.title = title
        self.find = find
    }

    /// Every rule, by id.
    public static let all: [Rule] = [
        unclassified, identityWithoutLoader, identityEqualsTemplate, identityEmpty,
        identityOlderThanBackup, regenerableUnproven, noOwner, gitWorkOnlyHere, pathPinned,
        identityOnlyInCopy, anonymousVolume, pathOutsideVolume, storeWithoutDump,
        storeWithoutKeystone,
        noHealthCheck, restartWithoutLimit, twoSupervisors, unpinnedImage,
        externalWithoutFallback, cronTargetUndocumented, serviceUndocumented, documentDrift,
        secretReadable, policyWritable, declaredNotRunning, runningUndeclared,
        environmentNowhere, connectionUndeclared, runningDiffers, failsNow, looseVolume,
        sudoReliedOn, portUnanswered, connectionNeverSeen,
    ]
}
