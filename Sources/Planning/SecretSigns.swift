/// Credentials by their look alone: what a line holds that nobody may read in a plan.
struct SecretSigns {
    /// Bytes of one line or word.
    typealias Bytes = ArraySlice<UInt8>

    /// Words that a line may hold although they look drawn at random: digests, names of things.
    let known: Set<Bytes>

    /// What is found, in words that do not repeat it; empty for a clean line.
    func findings(in line: Bytes) -> [String] {
        var out: [String] = []
        let (hasSign, dashes, longest) = Self.glance(line)
        if hasSign {
            if holdsLogin(line) { out.append("holds an address with a password") }
            if assigns(line) { out.append("sets a credential in the open") }
        }
        if dashes >= 5, Self.ranges(of: "PRIVATE KEY-----", in: line).first != nil {
            out.append("holds a private key")
        }
        guard longest >= 16 else { return out }
        for word in Self.words(line) where word.count >= 16 {
            if let kind = Self.format(of: word), !known.contains(word) {
                out.append("holds a \(kind)")
            } else if Self.isRandom(word), !known.contains(word) {
                out.append("holds \(word.count) characters that look drawn at random")
            }
        }
        return out
    }

    /// Whether a line has an equals sign or a colon at all, how many dashes, and how long its
    /// longest run without a blank is: most lines need no closer look.
    private static func glance(_ line: Bytes) -> (hasSign: Bool, dashes: Int, longest: Int) {
        var hasSign = false
        var dashes = 0
        var longest = 0
        var length = 0
        for byte in line {
            length = byte == 0x20 || byte == 0x2F ? 0 : length + 1
            if length > longest { longest = length }
            if byte == 0x2D { dashes += 1 }
            if byte == 0x3D || byte == 0x3A { hasSign = true }
        }
        return (hasSign, dashes, longest)
    }

    /// The words of a line that could be a token.
    static func words(_ line: Bytes) -> [Bytes] {
        line.split { !isNameByte($0) && $0 != 0x2D && $0 != 0x2B && $0 != 0x3D }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool { kind(byte) != nil || byte == 0x5F }

    /// 0 for a digit, 1 for a capital, 2 for a small letter.
    private static func kind(_ byte: UInt8) -> Int? {
        switch byte {
        case 0x30...0x39: 0
        case 0x41...0x5A: 1
        case 0x61...0x7A: 2
        default: nil
        }
    }

    /// Formats of tokens that say what they are, from their issuers' documentation.
    private static let formats: [(prefix: [UInt8], length: Int, kind: String)] = [
        ("sk-", 20, "provider's key"), ("sk_live_", 20, "payment key"),
        ("rk_live_", 20, "payment key"), ("ghp_", 36, "forge token"), ("gho_", 36, "forge token"),
        ("ghs_", 36, "forge token"), ("github_pat_", 40, "forge token"),
        ("glpat-", 20, "forge token"), ("hf_", 30, "hub token"), ("npm_", 36, "registry token"),
        ("xoxb-", 20, "messenger token"), ("xoxp-", 20, "messenger token"),
        ("xapp-", 20, "messenger token"), ("AKIA", 20, "cloud key"), ("ASIA", 20, "cloud key"),
        ("AIza", 35, "cloud key"), ("gsk_", 20, "provider's key"), ("nvapi-", 20, "provider's key"),
        ("tskey-", 20, "network key"), ("AGE-SECRET-KEY-1", 40, "file key"),
        ("eyJ", 20, "signed token"), ("whsec_", 20, "hook secret"),
    ].map { (Array($0.0.utf8), $0.1, $0.2) }

    private static func format(of word: Bytes) -> String? {
        formats.first { word.count >= $0.length && word.starts(with: $0.prefix) }?.kind
    }

    /// Whether letters and digits of a word follow each other as in no word of a language: sixteen
    /// or more in a row, changing between capitals, small letters and digits every fourth time.
    private static func isRandom(_ word: Bytes) -> Bool {
        word.split { kind($0) == nil }.contains { run in
            guard run.count >= 16 else { return false }
            let kinds = run.compactMap(kind)
            let changes = zip(kinds, kinds.dropFirst()).count { $0 != $1 }
            return kinds.contains(0) && changes * 4 >= run.count && variety(run) >= 8
        }
    }

    /// How many different characters a run has, each counted by how evenly it is used (the inverse
    /// of Simpson's index).
    private static func variety(_ run: Bytes) -> Int {
        let counts = Dictionary(grouping: run, by: { $0 }).values.map(\.count)
        return run.count * run.count / max(1, counts.reduce(0) { $0 + $1 * $1 })
    }
}

extension SecretSigns {
    /// `scheme://user:password@host`, unless a variable stands for the password.
    private func holdsLogin(_ line: Bytes) -> Bool {
        Self.ranges(of: "://", in: line).contains { scheme in
            let login = line[scheme.upperBound...].prefix { $0 > 0x20 && !Self.ends.contains($0) }
            guard let at = login.lastIndex(of: UInt8(ascii: "@")),
                let colon = login.firstIndex(of: UInt8(ascii: ":")), colon < at
            else { return false }
            let password = login[(colon + 1)..<at]
            return !password.isEmpty && !Self.isStandIn(password)
        }
    }

    private static let ends = Array("/\"'`<>".utf8)

    /// Whether a line gives a variable or key that is named like a credential a value of its own.
    private func assigns(_ line: Bytes) -> Bool {
        ["=", ": "].contains { sign in
            Self.ranges(of: sign, in: line).contains { range in
                assigns(line[..<range.lowerBound], line[range.upperBound...])
            }
        }
    }

    private func assigns(_ before: Bytes, _ after: Bytes) -> Bool {
        let bare =
            before.last.map { Self.quotes.contains($0) } ?? false ? before.dropLast() : before
        let start = bare.lastIndex { !Self.isNameByte($0) }.map { $0 + 1 } ?? bare.startIndex
        let name = String(decoding: bare[start...], as: UTF8.self).lowercased()
        guard Self.names.contains(where: { name.hasSuffix($0) }) else { return false }
        let value = after.drop { $0 == 0x20 || Self.quotes.contains($0) }
            .prefix { $0 > 0x20 && !Self.quotes.contains($0) && !Self.stops.contains($0) }
        return value.count >= 6 && !Self.isStandIn(value) && !known.contains(value)
    }

    private static let names = [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "_key", "_pass",
    ]
    private static let quotes = Array("\"'".utf8)
    private static let stops = Array(";|&),".utf8)

    /// Whether a value only stands for one: a variable, a path, the mark of a hidden value.
    private static func isStandIn(_ value: Bytes) -> Bool {
        if let first = value.first, "/%{".utf8.contains(first) { return true }
        return value.contains(UInt8(ascii: "$")) || value.contains { $0 >= 0x80 }
    }

    private static func ranges(of text: String, in line: Bytes) -> [Range<Int>] {
        let wanted = Array(text.utf8)
        var out: [Range<Int>] = []
        var rest = line
        while let at = rest.firstIndex(of: wanted[0]) {
            rest = rest[at...]
            if rest.starts(with: wanted) { out.append(at..<(at + wanted.count)) }
            rest = rest.dropFirst()
        }
        return out
    }
}
