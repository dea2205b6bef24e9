import Knowledge
import Vocabulary

/// Finds the artefacts whose names could fit an entry, without trying each.
struct NameIndex {
    let artefacts: [Artefact]
    private var byName: [String: [Int]] = [:]
    private var bySuffix: [String: [Int]] = [:]
    private var longSuffixes: [(suffix: String, index: Int)] = []
    private var globs: [(glob: [UInt8], gram: UInt32, index: Int)] = []
    private var byGram: [UInt32: [Int]] = [:]
    private var gramFilter = [Bool](repeating: false, count: 1 << 14)
    private var bySignature: [String: [Int]] = [:]
    /// Artefacts that any name fits: their folder decides.
    private(set) var anyName: [Int] = []

    init(_ artefacts: [Artefact]) {
        self.artefacts = artefacts
        for (index, artefact) in artefacts.enumerated() {
            let match = artefact.match
            for name in match.names { byName[name, default: []].append(index) }
            for suffix in match.suffixes {
                if suffix.first == ".", !suffix.dropFirst().contains(".") {
                    bySuffix[suffix, default: []].append(index)
                } else {
                    longSuffixes.append((suffix, index))
                }
            }
            for glob in match.globs {
                if glob == "*" {
                    anyName.append(index)
                } else {
                    add(glob, index)
                }
            }
            if match.names.isEmpty && match.suffixes.isEmpty && match.globs.isEmpty {
                for signature in match.signatures {
                    bySignature[signature, default: []].append(index)
                }
            }
        }
    }

    private mutating func add(_ glob: String, _ index: Int) {
        let bytes = Self.pattern(glob)
        let literal =
            bytes.split { $0 == 0x2A || $0 == 0x3F || $0 == Self.digit }.max { $0.count < $1.count }
            ?? []
        let key = literal.count >= 3 ? Self.gram(literal, literal.startIndex) : 0
        globs.append((bytes, key, index))
        byGram[key, default: []].append(globs.count - 1)
        if key != 0 { gramFilter[Self.slot(key)] = true }
    }

    /// Stands for `[0-9]` in a pattern; no name holds it.
    private static let digit: UInt8 = 0
    /// What stands for any one digit in a pattern.
    static let anyDigit: Character = "\0"

    private static func pattern(_ glob: String) -> [UInt8] {
        glob.split(separator: "[0-9]", omittingEmptySubsequences: false)
            .map { Array($0.utf8) }.joined(separator: [digit]).map { $0 }
    }

    private static func gram(_ bytes: some RandomAccessCollection<UInt8>, _ at: Int) -> UInt32 {
        let base = bytes.index(bytes.startIndex, offsetBy: at - (bytes.startIndex as? Int ?? 0))
        let second = bytes.index(after: base)
        return UInt32(bytes[base]) << 16 | UInt32(bytes[second]) << 8
            | UInt32(bytes[bytes.index(after: second)])
    }

    private static func slot(_ gram: UInt32) -> Int {
        Int((gram &* 2_654_435_761) >> 18)
    }

    /// Indices of artefacts whose names fit, in no order; `name` is lower case.
    func fitting(_ name: String, _ bytes: [UInt8]) -> [Int] {
        var found = byName[name] ?? []
        if let dot = name.lastIndex(of: "."), let more = bySuffix[String(name[dot...])] {
            found += more
        }
        for long in longSuffixes where name.hasSuffix(long.suffix) { found.append(long.index) }
        for glob in byGram[0] ?? [] where Self.fits(bytes, globs[glob].glob) {
            found.append(globs[glob].index)
        }
        if bytes.count >= 3 {
            var gram = UInt32(bytes[0]) << 8 | UInt32(bytes[1])
            for index in 2..<bytes.count {
                gram = (gram << 8 | UInt32(bytes[index])) & 0xFFFFFF
                guard gramFilter[Self.slot(gram)], let list = byGram[gram] else { continue }
                for glob in list where Self.fits(bytes, globs[glob].glob) {
                    found.append(globs[glob].index)
                }
            }
        }
        return found
    }

    /// Indices of artefacts that a signature alone makes, whatever the name.
    func signed(_ signature: String) -> [Int] { bySignature[signature] ?? [] }

    /// Whether a name fits a pattern of `*`, `?` and digits.
    static func fits(_ name: [UInt8], _ glob: [UInt8]) -> Bool {
        var nameAt = 0
        var globAt = 0
        var star: Int?
        var mark = 0
        while nameAt < name.count {
            if globAt < glob.count,
                glob[globAt] == 0x3F || glob[globAt] == name[nameAt]
                    || glob[globAt] == digit && (0x30...0x39).contains(name[nameAt])
            {
                nameAt += 1
                globAt += 1
            } else if globAt < glob.count, glob[globAt] == 0x2A {
                star = globAt
                mark = nameAt
                globAt += 1
            } else if let open = star {
                globAt = open + 1
                mark += 1
                nameAt = mark
            } else {
                return false
            }
        }
        while globAt < glob.count, glob[globAt] == 0x2A { globAt += 1 }
        return globAt == glob.count
    }
}
