import Glibc
import History
import Knowledge
import Places
import Recognition
import Survey
import Vocabulary

// Times the parts of a scan that touch every file, one line each: what it is, CPU and wall
// seconds. usage: scan-benchmark ROOT HISTORY

/// CPU (user and system) and wall seconds of this process so far.
func clocks() -> (cpu: Double, wall: Double) {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let user = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
    let system = Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1e6
    return (user + system, Double(now.tv_sec) + Double(now.tv_nsec) / 1e9)
}

func timed<Result>(_ what: String, _ body: () throws -> Result) rethrows -> Result {
    let before = clocks()
    let result = try body()
    let after = clocks()
    let cpu = Int((after.cpu - before.cpu) * 1000)
    let wall = Int((after.wall - before.wall) * 1000)
    print("\(what) \(cpu) \(wall)")
    return result
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else { exit(64) }
let root = PathBytes(arguments[1])
let scope = ["local:\(arguments[1])"]
var rest = Inventory()
rest.snapshot.scope = scope
let place = LocalPlace()
var crawl = WalkOptions()
crawl.readsContent = false

let examiner = ContentScanner(key: nil)
let classifier = Classifier(Catalogue.shipped, isDeep: true)

func classify(_ table: FileTable) -> ClassifiedTable {
    let documents = ScannedDocuments(tables: [table], owner: nil) { path, limit in
        let start = root.bytes.count + 1
        return try? place.read(
            PathBytes(bytes: Array(path.bytes[start...])), below: root, limit: limit)
    }
    return classifier.classify(table, documents: documents, hearsay: Hearsay()).classified
}

_ = try timed("crawl") { try place.walk(root, options: crawl) }
_ = try timed("walk") { try place.walk(root, options: WalkOptions()) }
let first = try timed("walk-examine") {
    try place.walk(root, options: WalkOptions(), examiner: examiner)
}
let judged = timed("classify") { classify(first) }
let history = try HistoryFile(PathBytes(arguments[2]))
let kept = try timed("keep") { try history.keep([judged], rest: rest, key: nil) }
let earlier = try timed("load") {
    try history.previousTable(of: root, on: "local", in: scope, key: nil)
}
let again = try timed("rescan-walk") {
    try place.walk(root, options: WalkOptions(), examiner: examiner, previous: earlier)
}
let rejudged = timed("rescan-classify") { classify(again) }
let same = try timed("rescan-keep") { try history.keep([rejudged], rest: rest, key: nil) }
let read = again.records.count { $0.flags & FileRecord.Flag.carried == 0 && $0.type == .file }
print("entries \(again.records.count) read-again \(read) same-id \(kept.id == same.id)")
print("id \(kept.id)")
print("findings \(first.findings.count) verdicts \(judged.verdicts.count)")
