import Vocabulary

/// What a name may mean, told from a few of its bytes: most names are told apart from those that
/// a rule asks for without making text of them.
struct NameMarks {
    /// The first two bytes that names of selves begin with, in lower case.
    private let isBeginning: [Bool]

    /// - Parameter selves: names of selves that some runtime loads, in lower case.
    init(selves: [String]) {
        var isBeginning = Array(repeating: false, count: 1 << 16)
        for name in selves + ["example", "sample", "template"] {
            isBeginning[Int(Self.beginning(Array(name.utf8)[...]))] = true
        }
        self.isBeginning = isBeginning
    }

    /// The marks that the last segment of a path earns.
    func marks(of path: [UInt8]) -> ItemMarks {
        guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else {
            return marks(of: path[...], below: nil)
        }
        let above = path[..<slash].lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return marks(of: path[(slash + 1)...], below: path[..<slash][above...].first)
    }

    /// The marks that a name earns; `folder` is the first byte of its folder's name.
    func marks(of name: ArraySlice<UInt8>, below folder: UInt8?) -> ItemMarks {
        var marks: ItemMarks = []
        if Self.mayGovern(name) { marks.insert(.governing) }
        if mayBeSelf(name) { marks.insert(.selfName) }
        if Self.mayBePrompt(name, folder) { marks.insert(.standing) }
        return marks
    }

    /// Whether a name may lead to that of a self once what makes it a copy or sample is taken off.
    private func mayBeSelf(_ name: ArraySlice<UInt8>) -> Bool {
        let isOdd = name.prefix(2).contains {
            $0 >= 0x80 || $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: ".")
        }
        return isOdd || isBeginning[Int(Self.beginning(name))]
    }

    private static func beginning(_ name: ArraySlice<UInt8>) -> UInt16 {
        name.prefix(2).reduce(0) { $0 << 8 | UInt16(lower($1)) }
    }

    /// Whether a name may be that of a policy: see `GoverningFile`.
    private static func mayGovern(_ name: ArraySlice<UInt8>) -> Bool {
        guard let last = name.last, "lnor".utf8.contains(lower(last)) else { return false }
        let stem = name.prefix { $0 != UInt8(ascii: ".") }
        return stem.last.map { "yse".utf8.contains(lower($0)) || $0 >= 0x80 } ?? true
    }

    /// Whether a name in that folder may be that of a standing text: see `StandingText`.
    ///
    /// The endings, the folders and the stems it asks for begin and end with few letters.
    private static func mayBePrompt(_ name: ArraySlice<UInt8>, _ folder: UInt8?) -> Bool {
        guard let last = name.last, "dt2al".utf8.contains(lower(last)) else { return false }
        return mayBegin(name.first) || mayBegin(folder)
    }

    private static func mayBegin(_ byte: UInt8?) -> Bool {
        byte.map { "psci".utf8.contains(lower($0)) || $0 >= 0x80 } ?? false
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 32 : byte
    }
}
