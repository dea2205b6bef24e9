public import Vocabulary

/// Shows files to an examiner in the pieces in which a walk of our own would.
public struct Examination {
    /// New bytes per piece.
    public static let chunk = 128 << 10
    /// Bytes shown again at the start of the next piece.
    public static let repeated = 4 << 10

    private var session: (any ContentSession)?
    private var indexes: [Finding: UInt32] = [Finding(): 0]
    /// Distinct findings; index 0 is "nothing found".
    public private(set) var findings: [Finding] = [Finding()]

    /// An examination with sessions of that examiner; nil finds nothing.
    public init(_ examiner: (any ContentExaminer)?) {
        session = examiner?.makeSession()
    }

    /// Shows a file, or as many of its first bytes as came.
    ///
    /// - Returns: the index of the finding of a file's first bytes, and whether the examiner would
    ///   have gone on where they end.
    public mutating func examine(
        name: PathBytes, size: UInt64, _ bytes: [UInt8]
    ) -> (finding: UInt32, wantsMore: Bool) {
        guard session != nil else { return (0, false) }
        session?.begin(name: name.bytes.span, size: size)
        var start = 0
        var wantsMore = true
        while wantsMore, start < bytes.count {
            let kept = min(Self.repeated, start)
            let end = min(start + Self.chunk, bytes.count)
            wantsMore =
                session?.see(bytes.span.extracting((start - kept)..<end), repeated: kept) ?? false
            start = end
        }
        let isCut = wantsMore && UInt64(bytes.count) < size
        return (number(session?.finish()), isCut && start > 0)
    }

    private mutating func number(_ finding: Finding?) -> UInt32 {
        guard let finding else { return 0 }
        if let index = indexes[finding] { return index }
        let index = UInt32(findings.count)
        indexes[finding] = index
        findings.append(finding)
        return index
    }
}
