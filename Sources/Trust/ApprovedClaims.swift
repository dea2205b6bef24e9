internal import Places
public import Vocabulary

extension SealedPlan {
    /// Files of the folder that say of themselves to be approved (`approved: true`), sorted.
    ///
    /// Nothing follows from it: anybody who can write the folder can write that. It is told,
    /// because somebody meant it to count.
    public func claims() -> [PathBytes] {
        let approvals = PersonalFiles.names(in: folder.appending("approvals"))
            .map { PathBytes("approvals").appending($0) }
        return (digests.keys.map { PathBytes($0) } + extras + approvals).filter { path in
            guard let bytes = try? LocalPlace().read(path, below: folder, limit: 8 << 20) else {
                return false
            }
            return ApprovedClaim.stands(in: bytes)
        }
        .sorted()
    }
}

/// The words by which a file calls itself approved, in YAML, JSON, TOML or a settings file.
enum ApprovedClaim {
    private static let word = Array("approved".utf8)

    static func stands(in bytes: [UInt8]) -> Bool {
        bytes.indices.contains { index in
            bytes[index] | 0x20 == word[0] && isClaim(bytes[index...])
                && (index == 0 || !isWord(bytes[index - 1]))
        }
    }

    private static func isClaim(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.prefix(word.count).map({ $0 | 0x20 }) == word else { return false }
        var rest = skip(bytes.dropFirst(word.count))
        guard let sign = rest.first, sign == UInt8(ascii: ":") || sign == UInt8(ascii: "=") else {
            return false
        }
        rest = skip(rest.dropFirst())
        let value = rest.prefix(while: isWord).map { $0 | 0x20 }
        return value == Array("true".utf8) || value == Array("yes".utf8)
    }

    private static func skip(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        bytes.drop { [0x20, 0x09, UInt8(ascii: "\""), UInt8(ascii: "'")].contains($0) }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
