import Glibc
import History
import Vocabulary

// Keeps one changing snapshot after another and says the sequence of each once it is kept:
// the other process of the tests of concurrency and of sudden death.
// usage: history-writer HISTORY COUNT MARK

/// A root with some folders of which one holds this round's content.
func table(round: Int, mark: String) -> ClassifiedTable {
    var table = FileTable(place: "local", root: "/srv/x")
    table.rootRecord.typeCode = ItemType.folder.rawValue
    var folder = FolderRecord()
    folder.count = 2
    folder.end = 1
    table.folders = [folder]
    for (name, content) in [("mark", mark), ("round", "\(round)")] {
        var record = FileRecord()
        record.nameOffset = UInt32(table.names.count)
        record.nameLength = UInt16(name.utf8.count)
        record.digest = SHA256.digest(content)
        record.flags = FileRecord.Flag.digested
        table.names += Array(name.utf8)
        table.records.append(record)
    }
    let verdict = Verdict(.state, evidence: [Evidence(.inferred, rule: "test", says: content)])
    return ClassifiedTable(
        table: table, verdicts: [verdict], verdictOfRecord: [0, 0], rootVerdict: verdict,
        dispositions: [.listed, .listed])
}

let content = String(repeating: "a long piece of evidence ", count: 400)
let arguments = CommandLine.arguments
guard arguments.count == 4, let count = Int(arguments[2]) else { exit(64) }
do {
    let history = try HistoryFile(PathBytes(arguments[1]))
    for round in 0..<count {
        var rest = Inventory()
        rest.snapshot.taken = Int64(round)
        rest.snapshot.scope = ["local:/srv/x"]
        let occasion = try history.keep(
            [table(round: round, mark: arguments[3])], rest: rest, key: nil)
        let line = Array("\(occasion.sequence)\n".utf8)
        write(1, line, line.count)
    }
} catch {
    let line = Array("\(error.message)\n".utf8)
    write(2, line, line.count)
    exit(75)
}
