import Vocabulary

/// A kind of question: when it is asked, why it matters, and what would answer it.
///
/// One file for each rule, in `Rules`; `Docs/holes.md` has a section for each.
public struct Rule: Sendable {
    /// `BP0107`: stable, never given again.
    public let id: String
    /// A word for it, such as `anonymous-volume`.
    public let slug: String
    /// Why it matters, one sentence.
    public let why: String
    /// How much depends on it.
    public let severity: Hole.Severity
    /// What may not happen while it is open.
    public let blocks: Hole.Block
    /// Finds the subjects it is about.
    let find: @Sendable (Sight) -> [Asking]

    /// One subject a rule asks about.
    struct Asking {
        let subject: String
        let question: String
        var answerKey: [String] = []
        var answerLine: String?
        var isAnswered = false
        var severity: Hole.Severity?
        var evidence: [Evidence] = []
    }

    init(
        _ id: String, _ slug: String, _ severity: Hole.Severity, blocks: Hole.Block = .nothing,
        why: String,
        find: @escaping @Sendable (Sight) -> [Asking]
    ) {
        self.id = id
        self.slug = slug
        self.severity = severity
        self.blocks = blocks
        self.why = why
        self.find = find
    }

    /// Every rule, in order of number.
    public static let all: [Rule] = [
        .unclassified, .identityWithoutLoader, .identityEqualsTemplate, .identityEmpty,
        .identityOlderThanBackup,
        .anonymousVolume, .pathOutsideVolume, .storeWithoutDump, .storeWithoutKeystone,
        .regenerableUnproven,
        .gitWorkOnlyHere, .cronTargetUndocumented, .pathPinned, .noHealthCheck, .noOwner,
        .restartWithoutLimit,
        .twoSupervisors, .unpinnedImage, .externalWithoutFallback, .documentDrift,
        .serviceUndocumented,
        .secretReadable, .policyWritable,
    ]

    func hole(_ asking: Asking) -> Hole {
        Hole(
            rule: id, subject: asking.subject, severity: asking.severity ?? severity,
            status: asking.isAnswered ? .answered : .open, question: asking.question, why: why,
            blocks: blocks,
            answerKey: asking.answerKey, answerLine: asking.answerLine,
            evidence: asking.evidence.sorted())
    }
}
