import Glibc
import Places
import Vocabulary

/// Looks at files for whoever asked: what each is before and after, its first bytes, its digest.
struct ServedLook {
    private static let piece = 64 << 10

    /// Stands behind the bytes of each file.
    let mark: String
    private let place = LocalPlace()

    init(mark: String) {
        self.mark = mark
    }

    /// Answers a list, each word of it ended by a NUL: the folder, then for each file `h` or `n`
    /// (digest or none), how many bytes, a space, its path. False for a list that is none.
    func answer(_ list: [UInt8]) -> Bool {
        var words = list.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        guard let base = words.popFirst().map({ PathBytes($0) }) else { return false }
        var out: [UInt8] = []
        for word in words {
            guard let space = word.firstIndex(of: UInt8(ascii: " ")),
                let limit = Int(String(decoding: word[..<space].dropFirst(), as: UTF8.self)),
                limit >= 0
            else { return false }
            var path = word[(space + 1)...]
            if path.starts(with: Array("./".utf8)) { path = path.dropFirst(2) }
            look(
                PathBytes(path), base, limit: limit,
                wantsDigest: word.first == UInt8(ascii: "h"), &out)
            while out.count >= Self.piece {
                Output.standard.say("c", Array(out.prefix(Self.piece)))
                out.removeFirst(min(Self.piece, out.count))
            }
        }
        if !out.isEmpty { Output.standard.say("c", out) }
        return true
    }

    private func look(
        _ path: PathBytes, _ base: PathBytes, limit: Int, wantsDigest: Bool, _ out: inout [UInt8]
    ) {
        do {
            let seen = try place.look(path, below: base, limit: limit, wantsDigest: wantsDigest)
            out += Array("s\(StatusText.line(seen.before, device: seen.device))\0".utf8)
            out += seen.bytes
            out += Array(mark.utf8)
            out += Array("\(seen.digest?.hexadecimal ?? "-")\0".utf8)
            out += Array("s\(StatusText.line(seen.after, device: seen.device))\0".utf8)
        } catch {
            out += Array("\(Self.refusal(error))\0".utf8)
        }
    }

    /// `g` for what is gone or no regular file any more, `d` for what may not be read, `e` for
    /// what could not be.
    private static func refusal(_ error: PlacesError) -> String {
        guard case .failed(_, _, let system) = error else { return "g" }
        switch system.number {
        case ENOENT, ENOTDIR, ELOOP, EXDEV, ENXIO: return "g"
        case EACCES, EPERM: return "d"
        default: return "e"
        }
    }
}
