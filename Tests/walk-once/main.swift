import Glibc
import Places
import Vocabulary

// Walks a root as often as the test of the call budget says: `none`, `crawl` (nothing read),
// `first` (everything read), `rescan` (first, then again from its table).
// usage: walk-once WAY [ROOT]

let arguments = CommandLine.arguments
var options = WalkOptions()
// One lane: how often two lanes wait for each other is not what is counted.
options.lanes = 1
options.readsContent = arguments[1] != "crawl"
guard arguments.count == 3 else { exit(arguments[1] == "none" ? 0 : 64) }
let root = PathBytes(arguments[2])
let first = try LocalPlace().walk(root, options: options)
if arguments[1] == "rescan" {
    let again = try LocalPlace().walk(root, options: options, previous: first)
    let isSame = again.records.allSatisfy {
        $0.type != .file || $0.flags & FileRecord.Flag.carried != 0
    }
    exit(isSame ? 0 : 1)
}
