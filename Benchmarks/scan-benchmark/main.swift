import Glibc
import History
import Places
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

/// Every record listed under one verdict: recognition is measured elsewhere.
func classified(_ table: FileTable) -> ClassifiedTable {
    let verdict = Verdict(.state, evidence: [Evidence(.inferred, rule: "all", says: "measured")])
    return ClassifiedTable(
        table: table, verdicts: [verdict],
        verdictOfRecord: Array(repeating: 0, count: table.records.count), rootVerdict: verdict,
        dispositions: table.records.map {
            $0.flags & FileRecord.Flag.excluded != 0 ? .excluded : .listed
        })
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

_ = try timed("crawl") { try place.walk(root, options: crawl) }
let first = try timed("first-walk") { try place.walk(root, options: WalkOptions()) }
let history = try History(PathBytes(arguments[2]))
let kept = try timed("first-keep") { try history.keep([classified(first)], rest: rest, key: nil) }
let earlier = try timed("load-table") {
    try history.previousTable(of: root, on: "local", in: scope, key: nil)
}
let again = try timed("rescan-walk") {
    try place.walk(root, options: WalkOptions(), previous: earlier)
}
let same = try timed("rescan-keep") { try history.keep([classified(again)], rest: rest, key: nil) }
let read = again.records.count { $0.flags & FileRecord.Flag.carried == 0 && $0.type == .file }
print("entries \(again.records.count) read-again \(read) same-id \(kept.id == same.id)")
