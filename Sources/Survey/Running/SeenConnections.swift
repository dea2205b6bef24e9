public import Vocabulary

/// What earlier looks saw of edges between which no connection stood this time: one look sees a
/// moment, a history sees many.
public enum SeenConnections {
    /// The rule of evidence that no connection of a declared edge stood.
    static let quiet = "socket.quiet"
    /// The rule of evidence that one stood at an earlier look.
    private static let remembered = "socket.remembered"
    private static let since = " at any look since "

    /// Puts on each quiet edge what earlier looks saw of it: a connection, or since which day none.
    ///
    /// - Parameters:
    ///   - earlier: what the look before this one found; nil where there is none.
    ///   - now: the moment of this look, nanoseconds since 1970 UTC.
    public static func recall(
        _ dependencies: [Dependency], from earlier: [Dependency], now: Int64
    ) -> [Dependency] {
        let today = String(Timestamp.text(nanoseconds: now).prefix(10))
        let before = Dictionary(
            earlier.filter { $0.kind == .network }.map { ([$0.from, $0.to], $0.evidence) },
            uniquingKeysWith: { $0 + $1 })
        return dependencies.map { edge in
            let found = edge.evidence.firstIndex { isQuiet($0) && day(in: $0.says) == nil }
            guard edge.kind == .network, let index = found else { return edge }
            var edge = edge
            let at = edge.evidence[index].at
            let words = edge.evidence[index].says
            let then = before[[edge.from, edge.to]] ?? []
            if then.contains(where: { ["socket.connected", remembered].contains($0.rule) }) {
                edge.evidence[index] = Evidence(
                    .observed, rule: remembered, says: "a connection stood at an earlier look",
                    at: at)
            } else {
                let first = then.first(where: isQuiet).flatMap { day(in: $0.says) } ?? today
                edge.evidence[index] = Evidence(
                    .observed, rule: Self.quiet, says: words + since + first, at: at)
            }
            edge.evidence.sort()
            return edge
        }
    }

    private static func isQuiet(_ evidence: Evidence) -> Bool { evidence.rule == quiet }

    /// The day that such evidence names.
    private static func day(in words: String) -> String? {
        words.firstRange(of: since).map { String(words[$0.upperBound...]) }
    }
}
