public import Vocabulary

/// What a document for people or agents claims about the system: paths, ports, units.
public enum Claims {
    /// One claim.
    public struct Claim: Equatable, Sendable {
        /// What it is about.
        public enum About: Equatable, Sendable {
            /// A path, as written.
            case path(String)
            /// A port.
            case port(Int)
            /// A unit, with its suffix.
            case unit(String)
        }

        /// What it is about.
        public let about: About
        /// Its line, counted from 1.
        public let line: Int
    }

    private static let endings = NameEndings([".md", ".rst", ".adoc", "readme", ".txt"])

    /// Whether a file is a document that makes claims: instructions, runbooks, readmes.
    public static func isDocument(_ path: PathBytes) -> Bool {
        guard endings.mayEnd(path) else { return false }
        let name = path.name.text.lowercased()
        guard
            name.hasSuffix(".md") || name.hasSuffix(".rst") || name.hasSuffix(".adoc")
                || name == "readme" || name == "readme.txt"
        else { return false }
        guard !NameSigns.isRecord(name), !NameSigns.isCopy(name), !NameSigns.isSample(name) else {
            return false
        }
        let context = FolderContext(
            segments: path.folder.text.lowercased().split(separator: "/").map(String.init))
        return context.archive == nil && context.vendor == nil
    }

    /// The claims of a text: paths and units in code marks, ports behind `port` or a local host.
    public static func find(in bytes: [UInt8]) -> [Claim] {
        var found: [Claim] = []
        for (index, slice) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        where mayClaim(slice) {
            let line = Substring(String(decoding: slice, as: UTF8.self))
            for word in codeWords(line) {
                if let unit = unit(word) {
                    found.append(Claim(about: .unit(unit), line: index + 1))
                } else if isPath(word) {
                    found.append(Claim(about: .path(word), line: index + 1))
                }
            }
            found += ports(line).map { Claim(about: .port($0), line: index + 1) }
        }
        return found
    }

    /// Whether a line has a code mark, or a digit behind a colon or the word `port`.
    private static func mayClaim(_ line: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in line {
            if byte == 0x60 { return true }
            let isDigit = (0x30...0x39).contains(byte)
            if isDigit, previous == 0x3A || previous == 0x20 || previous == 0x60 { return true }
            previous = byte
        }
        return false
    }

    /// Words between backticks.
    private static func codeWords(_ line: Substring) -> [String] {
        let parts = line.split(separator: "`", omittingEmptySubsequences: false)
        return stride(from: 1, to: parts.count, by: 2).flatMap {
            parts[$0].split(separator: " ").map(String.init)
        }
    }

    private static func unit(_ word: String) -> String? {
        [".service", ".timer", ".socket"].contains { word.hasSuffix($0) && word.count > $0.count }
            && !word.contains("/") && !word.contains("*") ? word : nil
    }

    private static func isPath(_ word: String) -> Bool {
        guard word.contains("/"), !word.contains("://"), !word.contains("*"), !word.contains("<"),
            !word.contains("{"), !word.contains("$"), !word.contains("…"), !word.contains("..."),
            word.first != "-", word.first != "@", !word.contains("YYYY"), !word.contains(":"),
            !word.contains("="), !word.hasSuffix("/-")
        else { return false }
        let first = word.split(separator: "/").first ?? ""
        let looksLikeMime = ["application", "text", "image", "and", "or"].contains(String(first))
        return !looksLikeMime && word.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } && word.count > 2
    }

    private static func ports(_ line: Substring) -> [Int] {
        guard line.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return [] }
        var found: [Int] = []
        let lower = line.lowercased()
        for mark in ["localhost:", "127.0.0.1:", "port `", "port ", "port: "] {
            var rest = Substring(lower)
            while let range = rest.firstRange(of: mark) {
                rest = rest[range.upperBound...]
                if let port = Int(rest.prefix { $0.isNumber }), (1...65535).contains(port) {
                    found.append(port)
                }
            }
        }
        return found
    }
}
