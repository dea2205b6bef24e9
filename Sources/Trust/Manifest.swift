internal import Vocabulary

/// MANIFEST as the plan wrote it: `DIGEST  PATH` a line, sorted bytewise by path (sha256sum(1)).
///
/// Only one form is read, so that two readers never take the same bytes for different lists.
struct Manifest {
    /// Digests in 64 hexadecimal digits, by path.
    let digests: [String: String]

    /// Reads the bytes of MANIFEST.
    static func read(_ bytes: [UInt8]) throws(TrustError) -> Manifest {
        guard bytes.last == UInt8(ascii: "\n") else {
            throw .badManifest(line: 1, why: "it does not end with a line feed")
        }
        var digests: [String: String] = [:]
        var before: ArraySlice<UInt8> = []
        let lines = bytes.dropLast().split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if let why = fault(line, after: before) {
                throw .badManifest(line: index + 1, why: why)
            }
            before = line.dropFirst(66)
            digests[String(decoding: before, as: UTF8.self)] = String(
                decoding: line.prefix(64), as: UTF8.self)
        }
        for needed in ["plan.json", "migration-plan.md"] where digests[needed] == nil {
            throw .badManifest(line: lines.count, why: "it does not list \(needed)")
        }
        return Manifest(digests: digests)
    }

    private static func fault(_ line: ArraySlice<UInt8>, after: ArraySlice<UInt8>) -> String? {
        guard line.count > 66, line.prefix(64).allSatisfy(isDigit),
            line.dropFirst(64).prefix(2).elementsEqual("  ".utf8)
        else { return "not a digest, two spaces and a path" }
        let path = line.dropFirst(66)
        guard String(validating: path, as: UTF8.self) != nil,
            path.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
        else { return "the path has bytes that no plan writes" }
        guard after.isEmpty || after.lexicographicallyPrecedes(path) else {
            return "the paths are not sorted, each once"
        }
        return isInside(path) ? nil : "the path leads out of the plan, or to what is not sealed"
    }

    /// Whether the path stays below the folder and is none of the two that are never sealed.
    private static func isInside(_ path: ArraySlice<UInt8>) -> Bool {
        let segments = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isPlain = segments.allSatisfy { segment in
            !segment.isEmpty && !segment.elementsEqual(".".utf8)
                && !segment.elementsEqual("..".utf8)
        }
        let isSealed = !path.elementsEqual("MANIFEST".utf8)
        return isPlain && isSealed && !(segments.first?.elementsEqual("approvals".utf8) ?? false)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
