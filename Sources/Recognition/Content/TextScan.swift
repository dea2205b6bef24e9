import Formats
import Vocabulary

/// Looks through text for credentials and baked-in places, at the bytes that begin one.
struct TextScan {
    private static let triggers = ByteTriggers("=:/-_")
    private let key: SecretKey?
    /// Distinct values by kind, as codes: the values themselves are forgotten at once.
    private var secrets: [String: Set<[UInt8]>] = [:]
    private var pins: [Pin.Kind: [String: Int]] = [:]
    private(set) var isPrivateKeyInside: String?
    /// Whether a line sets `PrivateKey`, as a tunnel's configuration does.
    private(set) var mayBeTunnel = false
    /// Whether the beginning of a private age identity stands somewhere.
    private(set) var mayBeAgeIdentity = false

    init(key: SecretKey?) {
        self.key = key
    }

    /// Looks through a chunk; the first `repeated` bytes were seen before.
    mutating func see(_ bytes: Span<UInt8>, repeated: Int) {
        var cursor = ByteTriggers.Cursor()
        let triggers = Self.triggers
        while let hit = triggers.next(in: bytes, &cursor) {
            switch bytes[hit] {
            case UInt8(ascii: "/"): if hit >= repeated { seePath(bytes, hit) }
            case UInt8(ascii: "="), UInt8(ascii: ":"): seeAssignment(bytes, hit)
            case UInt8(ascii: "-"): seeDash(bytes, hit)
            default: seePrefix(bytes, hit)
            }
        }
    }

    /// What was found, sorted.
    func findings() -> (secrets: [SecretFinding], pins: [Pin]) {
        if secrets.isEmpty, pins.isEmpty { return ([], []) }
        let found = secrets.map { kind, values in
            SecretFinding(
                kind: kind, count: values.count,
                fingerprints: key.map { key in values.map { key.fingerprint($0) }.sorted() } ?? [])
        }
        let pinned = pins.flatMap { kind, values in
            values.map { Pin(kind: kind, value: $0.key, count: $0.value) }
        }
        return (found.sorted(), pinned.sorted())
    }

    private mutating func keep(_ kind: String, _ value: [UInt8]) {
        secrets[kind, default: []].insert(SHA256.digest(value).bytes)
    }

    // MARK: paths

    private static let homes: [[UInt8]] = ["/home/", "/Users/"].map { Array($0.utf8) }
    private static let superuserHome = Array("/root/".utf8)
    /// The letters that a home's first segment begins with.
    private static let homeInitials = SIMD4(
        UInt8(ascii: "h"), UInt8(ascii: "U"), UInt8(ascii: "r"), UInt8(ascii: "r"))

    private mutating func seePath(_ bytes: Span<UInt8>, _ at: Int) {
        if at > 0,
            isWord(bytes[at - 1]) || bytes[at - 1] == UInt8(ascii: "/")
                || bytes[at - 1] == UInt8(ascii: ".")
        {
            seeCredentialURL(bytes, at)
            return
        }
        if at > 0, bytes[at - 1] == UInt8(ascii: "<") {
            seeElement(bytes, at)
            return
        }
        guard at + 1 < bytes.count, any(Self.homeInitials .== bytes[at + 1]) else { return }
        for home in Self.homes where Signatures.holds(bytes, home, at: at) {
            let name = word(bytes, from: at + home.count)
            if !name.isEmpty, name.count <= 32 {
                pins[.path, default: [:]][
                    String(decoding: home + name, as: UTF8.self), default: 0] += 1
            }
            return
        }
        if Signatures.holds(bytes, Self.superuserHome, at: at) {
            pins[.path, default: [:]]["/root", default: 0] += 1
        }
    }

    /// `<ApiKey>value</ApiKey>`, at the mark of the closing tag.
    private mutating func seeElement(_ bytes: Span<UInt8>, _ at: Int) {
        let tag = word(bytes, from: at + 1)
        guard tag.count >= 3, SecretShapes.mayBeKey(tag.span, 0, tag.count) else { return }
        let name = lower(tag.span, 0, tag.count)
        guard isSecretKey(name) else { return }
        var start = at - 1
        while start > 0, at - start < 200, bytes[start - 1] > 0x20,
            bytes[start - 1] != UInt8(ascii: ">")
        { start -= 1 }
        let value = copy(bytes, start, at - 1)
        guard SecretShapes.isPlausible(value), SecretShapes.looksRandom(value) else { return }
        keep(kind(name), value)
    }

    /// `scheme://user:password@host`.
    private mutating func seeCredentialURL(_ bytes: Span<UInt8>, _ at: Int) {
        guard at >= 2, bytes[at - 1] == UInt8(ascii: "/"), bytes[at - 2] == UInt8(ascii: ":") else {
            return
        }
        var index = at + 1
        var colon: Int?
        while index < bytes.count, index - at < 300 {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") && colon == nil { colon = index }
            if byte == UInt8(ascii: "@") {
                guard let colon, index - colon > 3 else { return }
                let value = copy(bytes, colon + 1, index)
                if SecretShapes.isPlausible(value) { keep("url-password", value) }
                return
            }
            if byte <= 0x20 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\"")
                || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "?")
            {
                return
            }
            index += 1
        }
    }

    // MARK: assignments

    private mutating func seeAssignment(_ bytes: Span<UInt8>, _ at: Int) {
        if bytes[at] == UInt8(ascii: ":"), at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "/"),
            bytes[at + 2] == UInt8(ascii: "/")
        {
            return
        }
        var end = at
        while end > 0,
            bytes[end - 1] == 0x20 || bytes[end - 1] == 0x22 || bytes[end - 1] == 0x27
                || bytes[end - 1] == 0x09 || bytes[end - 1] == 0x5C || bytes[end - 1] == 0x2A
        { end -= 1 }
        var start = end
        while start > 0, end - start < 64,
            isWord(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "-")
                || bytes[start - 1] == UInt8(ascii: ".") || bytes[start - 1] >= 0x80
        { start -= 1 }
        if bytes[at] == UInt8(ascii: ":"), at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "$")
        {
            seeHash(bytes, at + 1)
        }
        // `docker.io/valkey/valkey:8` names an image, whatever its last word contains.
        if start > 0, bytes[start - 1] == UInt8(ascii: "/") { return }
        guard end - start >= 3, SecretShapes.mayBeKey(bytes, start, end) else { return }
        let name = lower(bytes, start, end)
        if name == Self.tunnelKey { mayBeTunnel = true }
        guard isSecretKey(name) else { return }
        guard let value = value(bytes, after: at), SecretShapes.isPlausible(value) else { return }
        let isWeakKey =
            name.hasSuffix([0x6B, 0x65, 0x79]) || name.hasSuffix(Array("pass".utf8))
            || name.hasSuffix(Array("salt".utf8)) || name.hasSuffix(Array("cookie".utf8))
        if isWeakKey && !SecretShapes.looksRandom(value) && !name.holds(Array("api".utf8))
            && !name.holds(Array("secret".utf8)) && !name.hasSuffix(Array("_pass".utf8))
        {
            return
        }
        keep(kind(name), value)
    }

    /// `user:$apr1$…`: what a server compares a password with. Compose writes `$$` for `$`.
    private mutating func seeHash(_ bytes: Span<UInt8>, _ at: Int) {
        var index = at
        while index < bytes.count, bytes[index] > 0x20,
            ![0x22, 0x27, 0x2C, 0x60].contains(bytes[index])
        { index += 1 }
        let value = copy(bytes, at, index)
        if SecretShapes.isHash(value) { keep("password-hash", value) }
    }

    private static let tunnelKey = Array("privatekey".utf8)

    private func kind(_ name: [UInt8]) -> String {
        if name.holds(Array("pass".utf8)) || name.holds(Array("pwd".utf8)) { return "password" }
        if name.holds(Array("key".utf8)) { return "api-key" }
        return name.holds(Array("token".utf8)) ? "token" : "secret"
    }

    private func isSecretKey(_ name: [UInt8]) -> Bool {
        guard SecretShapes.keyWords.contains(where: { name.holds($0) }) else { return false }
        let last =
            name.split { $0 == 0x5F || $0 == 0x2D || $0 == 0x2E }.last.map {
                String(decoding: $0, as: UTF8.self)
            } ?? ""
        return !SecretShapes.notLast.contains(last) && !name.holds(Array("public".utf8))
            && !name.holds(Array("keyboard".utf8)) && !name.holds(Array("monkey".utf8))
            && !name.holds(Array("tokeniz".utf8)) && last != "keys"
            && !name.holds(Array("compass".utf8)) && !name.holds(Array("pubkey".utf8))
    }

    /// The value behind `=` or `:`, without quotes.
    private func value(_ bytes: Span<UInt8>, after at: Int) -> [UInt8]? {
        var index = at + 1
        if index < bytes.count, bytes[index] == UInt8(ascii: ">") { index += 1 }
        while index < bytes.count,
            bytes[index] == 0x20 || bytes[index] == 0x09 || bytes[index] == 0x5C
                || bytes[index] == 0x2A || bytes[index] == 0x60
        { index += 1 }
        guard index < bytes.count else { return nil }
        let quote = bytes[index]
        if quote == 0x22 || quote == 0x27 {
            let start = index + 1
            index = start
            while index < bytes.count, bytes[index] != quote, bytes[index] != 0x0A,
                bytes[index] != 0x5C
            { index += 1 }
            return copy(bytes, start, index)
        }
        let start = index
        while index < bytes.count, bytes[index] > 0x20,
            ![0x22, 0x27, 0x2C, 0x3B, 0x60, 0x7D, 0x5D, 0x29].contains(bytes[index])
        { index += 1 }
        var value = copy(bytes, start, index)
        let lowered = String(decoding: value, as: UTF8.self).lowercased()
        if lowered == "bearer" || lowered == "basic" || lowered == "token" {
            let begin = index + 1
            index = begin
            while index < bytes.count, bytes[index] > 0x20, bytes[index] != 0x22,
                bytes[index] != 0x27
            { index += 1 }
            value = begin < index ? copy(bytes, begin, index) : []
        }
        return value
    }

    // MARK: tokens by prefix

    private mutating func seeDash(_ bytes: Span<UInt8>, _ at: Int) {
        if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "-") {
            seeArmour(bytes, at)
            return
        }
        seePrefix(bytes, at)
    }

    private static let armour = Array("-----BEGIN ".utf8)

    /// `-----BEGIN … PRIVATE KEY`.
    private mutating func seeArmour(_ bytes: Span<UInt8>, _ at: Int) {
        if Signatures.holds(bytes, Self.armour, at: at) {
            let line = copy(bytes, at + 11, min(at + 64, bytes.count))
            guard line.holds(Array("PRIVATE KEY".utf8)) else { return }
            let isOpenSSH = line.starts(with: Array("OPENSSH".utf8))
            let kind =
                isOpenSSH
                ? "openssh-private-key"
                : line.starts(with: Array("PGP".utf8)) ? "pgp-private-key" : "pem-private-key"
            isPrivateKeyInside = isPrivateKeyInside ?? kind
            keep(kind, copy(bytes, at, min(at + 200, bytes.count)))
            return
        }
        seePrefix(bytes, at)
    }

    /// A short word, an underscore, and at least twenty characters drawn at random.
    private mutating func seeUnknownToken(_ bytes: Span<UInt8>, _ at: Int) {
        var start = at
        while start > 0, at - start < 7, isWord(bytes[start - 1]),
            bytes[start - 1] != UInt8(ascii: "_")
        { start -= 1 }
        guard at - start >= 2, at - start <= 6, start == 0 || !isWord(bytes[start - 1]) else {
            return
        }
        var index = at + 1
        while index < bytes.count, isWord(bytes[index]), bytes[index] != UInt8(ascii: "_") {
            index += 1
        }
        guard index - at > 20, index == bytes.count || !isWord(bytes[index]) else { return }
        let value = copy(bytes, start, index)
        let hasUpper = value.contains { (0x41...0x5A).contains($0) }
        let hasLower = value.contains { (0x61...0x7A).contains($0) }
        if hasUpper, hasLower, SecretShapes.looksRandom(value), SecretShapes.isPlausible(value) {
            keep("api-token", value)
        }
    }

    private mutating func seePrefix(_ bytes: Span<UInt8>, _ at: Int) {
        guard at > 0 else { return }
        for known in SecretShapes.prefixes(at: bytes[at - 1], bytes[at]) {
            let start = at - known.separator
            guard start >= 0,
                start == 0 || !isWord(bytes[start - 1]) && bytes[start - 1] != UInt8(ascii: "-"),
                Signatures.holds(bytes, known.prefix, at: start)
            else { continue }
            if known.kind == "age-identity" { mayBeAgeIdentity = true }
            var index = start + known.prefix.count
            while index < bytes.count, isWord(bytes[index]) || bytes[index] == UInt8(ascii: "-") {
                index += 1
            }
            let value = copy(bytes, start, index)
            guard index - start - known.prefix.count >= known.length,
                SecretShapes.isPlausible(value), SecretShapes.looksRandom(value)
            else { return }
            keep(known.kind, value)
            return
        }
        if bytes[at] == UInt8(ascii: "_") { seeUnknownToken(bytes, at) }
    }

    // MARK: bytes

    private func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F
    }

    private func word(_ bytes: Span<UInt8>, from start: Int) -> [UInt8] {
        var index = start
        while index < bytes.count,
            isWord(bytes[index]) || bytes[index] == UInt8(ascii: "-")
                || bytes[index] == UInt8(ascii: ".")
        { index += 1 }
        return copy(bytes, start, index)
    }

    private func copy(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8] {
        guard start < end else { return [] }
        return [UInt8](filled: end - start) { bytes[start + $0] }
    }

    private func lower(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> [UInt8] {
        copy(bytes, start, end).map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    }
}

extension [UInt8] {
    /// An array made element by element.
    init(filled count: Int, _ element: (Int) -> UInt8) {
        self = []
        reserveCapacity(count)
        for index in 0..<count { append(element(index)) }
    }

    /// Whether the bytes stand at the end.
    func hasSuffix(_ inner: [UInt8]) -> Bool {
        count >= inner.count && suffix(inner.count).elementsEqual(inner)
    }
}
