import Glibc
import Places
import Synchronization
import Vocabulary

/// Walks a root for whoever asked and says what is there in the fields of find(1): an empty path
/// for the root, folders before what is in them.
struct ServedWalk {
    private static let piece = 64 << 10

    let root: PathBytes
    /// The name of the ignore file at the root; empty for none.
    let ignoreFile: PathBytes
    let crossesMounts: Bool
    private let place = LocalPlace()
    /// The folder this program lies in: put here for a moment, and so no part of what is here.
    private let own = Surroundings.resolved("/proc/self/exe")?.folder

    init(root: PathBytes, ignoreFile: PathBytes, crossesMounts: Bool) {
        self.root = root
        self.ignoreFile = ignoreFile
        self.crossesMounts = crossesMounts
    }

    /// Says `w` while it works, then the listing in pieces `l` and `k` at its end; or `f` and why.
    func answer() {
        let began = Surroundings.now
        var options = WalkOptions()
        options.readsContent = false
        options.crossesMounts = crossesMounts
        options.ignoreFile = nil
        let ticker = Ticker()
        options.onFolder = { ticker.tick($0) }
        let table: FileTable
        do {
            table = try place.walk(root, options: options)
        } catch {
            let number = if case .failed(_, _, let system) = error { system.number } else { EIO }
            return Output.standard.say("f", Array(String(number).utf8))
        }
        var text = head(began: began)
        var failures: [PathBytes: Int32] = [:]
        for problem in table.problems {
            failures[problem.path ?? root] = SystemError(code: problem.code)?.number ?? EIO
        }
        var listing = ListingText(table, failures: failures, own: own)
        while listing.next(&text) {
            if text.count >= Self.piece {
                Output.standard.say("l", text)
                text.removeAll(keepingCapacity: true)
            }
        }
        Output.standard.say("l", text)
        Output.standard.say("k", [])
    }

    /// The clock, the magic number of the file system, the ignore file in hexadecimal, and no mounts.
    private func head(began: Int64) -> [UInt8] {
        var ignored: [UInt8] = []
        if !ignoreFile.isEmpty {
            ignored = (try? place.head(of: ignoreFile, below: root, count: 1 << 20)) ?? []
        }
        let magic = String(place.fileSystem(of: root), radix: 16)
        return Array("\(began)\0\(magic)\0\(Hexadecimal.text(ignored))\0\0".utf8)
    }
}

/// Says once a second how many entries were looked at.
private final class Ticker: Sendable {
    private let state = Mutex((entries: 0, told: ContinuousClock.now))

    func tick(_ entries: Int) {
        state.withLock { state in
            state.entries += entries
            guard .now - state.told >= .seconds(1) else { return }
            state.told = .now
            Output.standard.say("w", Array(String(state.entries).utf8))
        }
    }
}
