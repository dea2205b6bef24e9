import Console
import Execution
import Places
import Vocabulary

/// The runs that are kept beside the history.
struct Runs {
    let session: Session

    /// The folder that holds a folder for each run.
    var folder: PathBytes { session.historyPath.folder.appending("runs") }

    /// Every run, the oldest first.
    var all: [RunRecord] { RunRecord.all(below: folder) }

    /// Runs that have not ended.
    func open() throws(Failure) -> [RunRecord] {
        var out: [RunRecord] = []
        for run in all {
            let ledger = try Failure.executing { () throws(ExecutionError) in try run.ledger() }
            if ledger.ending == nil { out.append(run) }
        }
        return out
    }

    /// The run a person means by the start of its id; the only open one where they name none.
    func find(_ word: String?) throws(Failure) -> RunRecord {
        guard let word else {
            let open = try open()
            if let only = open.first, open.count == 1 { return only }
            throw Failure(
                open.isEmpty ? .noInput : .usage,
                open.isEmpty ? "no run is open" : "which run is meant?",
                hint: open.isEmpty
                    ? "'bedplate status' lists those that ended"
                    : "one of " + open.map(\.id).joined(separator: ", "))
        }
        let meant = all.filter { $0.id.hasPrefix(word) }
        guard let found = meant.first, meant.count == 1 else {
            throw Failure(
                meant.isEmpty ? .noInput : .usage,
                meant.isEmpty
                    ? "there is no run \(Voice.escaped(word))"
                    : "\(Voice.escaped(word)) begins several runs",
                hint: "'bedplate status' lists them")
        }
        return found
    }
}
