import Console
import Execution
import Planning
import Trust

/// TEMPORARY until the judge is there.
struct Authority {
    struct Granted {
        var principal = "nobody"
        var nonce: String?
        var files: [String: [UInt8]] = [:]
        func consume(_ pool: PlacePool) throws(ExecutionError) {}
    }
    let session: Session
    let pool: PlacePool
    func judge(_ sealed: SealedPlan, _ plan: Plan, stages: Set<Stage>, places: [String])
        throws(Failure) -> Granted
    { Granted() }
}
struct Answers {
    let run: RunRecord
    let session: Session
    let pool: PlacePool
    func has(_ step: String, isUndo: Bool) throws(ExecutionError) -> Bool { true }
}
enum ConfirmCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus { .done }
}
extension OpenRun {
    func judge(stages: Set<Stage>) throws(Failure) -> Authority.Granted { .init() }
    func tellWhatChanged() {}
}
extension Failure {
    init(_ e: TrustError) { self.init(.badData, e.message, hint: e.hint) }
}
