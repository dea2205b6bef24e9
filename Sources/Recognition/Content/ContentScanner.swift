import Formats
public import Vocabulary

/// Tells what content is and what it gives away while a walk has it in hand.
public struct ContentScanner: ContentExaminer {
    private let key: SecretKey?

    /// - Parameter key: keys fingerprints; without it none are made.
    public init(key: SecretKey?) {
        self.key = key
    }

    /// A session for one thread.
    public func makeSession() -> any ContentSession {
        ContentScan(key: key)
    }
}

/// One thread's look at one file after another.
struct ContentScan: ContentSession {
    private static let textLimit = 8 << 20
    private static let databaseLimit = 16 << 20

    private let key: SecretKey?
    private var finding = Finding()
    private var scan: TextScan
    private var seen = 0
    private var looks = false
    private var holdsCredentialColumn = false
    private var holdsRow = false
    private var holdsRatchet = false
    private var size: UInt64 = 0
    /// Whether the files at hand lie where a package manager or version control put them.
    private var isForeign = false
    private var form = TextForm.other
    private var found: TextMarks = []

    init(key: SecretKey?) {
        self.key = key
        scan = TextScan(key: key)
    }

    mutating func begin(name: Span<UInt8>, size: UInt64) {
        finding = Finding()
        scan = TextScan(key: key)
        seen = 0
        // An empty file is begun and finished with nothing seen between.
        holdsCredentialColumn = false
        holdsRow = false
        holdsRatchet = false
        self.size = size
        found = []
        form = isForeign ? .other : TextForm(name: name)
    }

    mutating func enter(folder path: Span<UInt8>) {
        isForeign = Self.foreign.isFound(in: path)
    }

    /// What nobody reads for its meaning: nothing is told of it beforehand.
    private static let foreign = WordFinder([
        "node_modules", ".git/", "site-packages", "dist-packages",
    ])

    mutating func see(_ bytes: Span<UInt8>, repeated: Int) -> Bool {
        let isFirst = seen == 0
        if isFirst { readHead(bytes) }
        seen += bytes.count - repeated
        guard looks else { return false }
        scan.see(bytes, repeated: repeated)
        if isFirst {
            nameByLines(bytes)
            if finding.isText, form != .other, UInt64(bytes.count) == size {
                found = TextMarks(form, bytes)
            }
        }
        return seen < (finding.isText ? Self.textLimit : Self.databaseLimit)
    }

    private mutating func readHead(_ bytes: Span<UInt8>) {
        finding.signature = Signatures.of(bytes)
        holdsCredentialColumn = finding.signature == "sqlite" && CredentialColumns.areNamed(bytes)
        holdsRow = holdsCredentialColumn && CredentialColumns.holdsRow(bytes)
        holdsRatchet = finding.signature == "sqlite" && CredentialColumns.nameRatchets(bytes)
        finding.isText =
            !ByteTriggers.holdsZero(bytes, within: 1024) && !isBinary(finding.signature)
        looks = finding.isText || finding.signature == "sqlite"
    }

    /// What a text is by lines of its first 4 KiB, where the scan saw the beginning of one.
    private mutating func nameByLines(_ bytes: Span<UInt8>) {
        guard finding.signature == nil, finding.isText else { return }
        if scan.mayBeAgeIdentity, holdsLine(bytes, starting: Array("AGE-SECRET-KEY-1".utf8)) {
            finding.signature = "age-identity"
        }
        if scan.mayBeTunnel, holdsLine(bytes, starting: Array("[Interface]".utf8)),
            holdsLine(bytes, starting: Array("PrivateKey".utf8))
        {
            finding.signature = "wireguard"
        }
    }

    private func isBinary(_ signature: String?) -> Bool {
        guard let signature else { return false }
        return ![
            "openssh-private-key", "pgp-private-key", "age-encrypted", "nostr-key",
            "service-account",
        ].contains(signature)
    }

    /// Whether a line of the first 4 KiB starts with these bytes.
    private func holdsLine(_ bytes: Span<UInt8>, starting prefix: [UInt8]) -> Bool {
        var index = 0
        let end = min(bytes.count, 4096)
        var isStart = true
        while index < end {
            if isStart, bytes[index] == prefix[0], Signatures.holds(bytes, prefix, at: index) {
                return true
            }
            isStart = bytes[index] == 0x0A
            index += 1
        }
        return false
    }

    mutating func finish() -> Finding? {
        let given = scan.findings()
        finding.secrets = given.secrets
        if holdsCredentialColumn, given.secrets.isEmpty, holdsRow || size > 8192 {
            finding.secrets = [SecretFinding(kind: "credential-column", count: 1)]
        }
        if holdsRatchet {
            finding.secrets.append(SecretFinding(kind: "messenger-sessions", count: 1))
        }
        finding.pins = given.pins
        if finding.signature == nil, let inside = scan.isPrivateKeyInside, seen < 32 << 10,
            size < 32 << 10, isMostlyKey(given.secrets)
        {
            finding.signature = inside
        }
        return finding == Finding() ? nil : finding
    }

    func marks() -> TextMarks { found }

    /// Whether the file is the key rather than a text that quotes one.
    private func isMostlyKey(_ secrets: [SecretFinding]) -> Bool {
        secrets.allSatisfy { $0.kind.hasSuffix("private-key") } && size < 16 << 10
    }
}
