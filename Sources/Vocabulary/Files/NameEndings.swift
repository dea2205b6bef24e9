/// Tells at a glance of most names that none of some endings is theirs, whatever the case.
///
/// Making text of every name of a large tree costs more than looking at the few that are meant.
public struct NameEndings: Sendable {
    private var known: [Bool]

    /// - Parameter endings: of names, small letters of ASCII, three bytes or more each.
    public init(_ endings: [String]) {
        known = Array(repeating: endings.contains { $0.utf8.count < 3 }, count: 4096)
        for ending in endings {
            let last = Array(ending.utf8.suffix(3))
            if last.count == 3 { known[Self.place(last[0], last[1], last[2])] = true }
        }
    }

    private static func place(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> Int {
        let sum = UInt32(one | 0x20) &* 961 &+ UInt32(two | 0x20) &* 31 &+ UInt32(three | 0x20)
        return Int(sum & 4095)
    }

    /// Whether a name, or the path it ends, may have one of the endings. Never false where it has.
    public func mayEnd(_ name: ArraySlice<UInt8>) -> Bool {
        guard name.count >= 3 else { return false }
        let end = name.endIndex
        let (one, two, three) = (name[end - 3], name[end - 2], name[end - 1])
        return (one | two | three) >= 0x80 || known[Self.place(one, two, three)]
    }

    /// The same of a path.
    public func mayEnd(_ path: PathBytes) -> Bool { mayEnd(path.bytes[...]) }
}
