import Places
import Vocabulary

/// The words by which an engine writes out the archive of a path inside a container: the path
/// stands behind `before`, in a word of its own.
struct ArchiveWords: Hashable {
    /// The program and its words.
    let words: [String]
    /// What stands before the path.
    let before: String
    /// The word behind it; empty for none.
    let after: String
    /// How the root is asked for with itself as the first member: Podman's command line gives what
    /// is in `/` without it.
    var root = "/"
}

/// Asks an engine for the archives of several paths inside a container, in one go and cut where
/// they are long. Nothing is run inside.
struct ArchiveFetch {
    /// One path and how much of its archive is wanted.
    struct Request: Hashable {
        let path: PathBytes
        /// Bytes.
        let limit: Int
    }

    /// The most bytes of a file or tree.
    static let most = 32 << 20
    /// Enough for the head of a member, long names included.
    static let head = 4 << 10
    /// The most bytes of all answers about a container.
    private static let all = 96 << 20

    let place: any PlaceAccess
    let words: ArchiveWords

    private static let script = #"""
        mark=$1; before=$2; after=$3; shift 3
        while IFS= read -r line; do
            limit=${line%% *}; path=${line#* }
            "$@" "$before$path" ${after:+"$after"} </dev/null 2>/dev/null | head -c "$limit"
            printf %s "$mark"
        done
        """#

    /// What came for each request; empty where nothing did. Answers beyond what is taken of one
    /// container are missing at the end.
    func fetch(_ requests: [Request]) throws(PlacesError) -> [[UInt8]] {
        let mark = Self.mark()
        var command = Command(
            ["sh", "-c", Self.script, "sh", mark, words.before, words.after] + words.words)
        for request in requests {
            let path = request.path == "/" ? Array(words.root.utf8) : request.path.bytes
            command.input += Array("\(request.limit) ".utf8) + path + [0x0A]
        }
        command.outputLimit = Self.all
        command.timeout = 300_000
        let result = try place.run(command)
        return Self.answers(result.output, mark: Array(mark.utf8))
    }

    /// What stands before each mark; a last one that was cut is none.
    private static func answers(_ output: [UInt8], mark: [UInt8]) -> [[UInt8]] {
        var answers: [[UInt8]] = []
        var rest = output[...]
        while let found = rest.firstRange(of: mark) {
            answers.append(Array(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return answers
    }

    /// 32 hexadecimal digits that no content can know before.
    private static func mark() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(generator.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
