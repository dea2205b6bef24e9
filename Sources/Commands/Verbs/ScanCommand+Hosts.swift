import Console
import History
import Places
import Survey
import Vocabulary

extension ScanCommand {
    /// A scan in which at least one place is another machine.
    static func severally(
        _ targets: ScanTargets, _ session: Session
    ) throws(Failure) -> ExitStatus {
        let local = targets.local.isEmpty ? [] : try roots(targets.local, session)
        let hosts = try HostScan(
            targets.hosts, local: local, isWholeHere: targets.isWholeHere, session)
        if session.asked.has("no-history") {
            var outcome = try hosts.run(template(session, key: nil), earlier: [])
            mark(&outcome.found, session)
            outcome.found.rest.snapshot.id = InventoryStream(
                rest: outcome.found.rest, tables: outcome.found.tables, key: nil
            ).identity()
            return try report(outcome, key: nil, session)
        }
        do {
            let key = try HistoryFile.key(besideHistory: session.historyPath)
            let history = try HistoryFile(session.historyPath)
            let before = try? history.snapshot("latest", in: hosts.scope, key: key)
            var outcome = try hosts.run(
                template(session, key: key), earlier: before?.tables ?? [])
            mark(&outcome.found, session)
            if let before { outcome.found.keep(missedFrom: before.rest) }
            outcome.found.rest.snapshot = try history.keep(
                outcome.found.tables, rest: outcome.found.rest, key: key)
            return try report(outcome, key: key, session)
        } catch {
            throw Failure(caught: error)
        }
    }

    /// Reports what there is; after Ctrl-C that is what was finished by then, and the status says so.
    private static func report(
        _ outcome: HostScan.Outcome, key: SecretKey?, _ session: Session
    ) throws(Failure) -> ExitStatus {
        let status = try report(outcome.found, key: key, session)
        guard outcome.isStopped else { return status }
        session.tell(session.voice.note("stopped: what was finished by then is told, and no more"))
        return .interrupted
    }

    static func mark(_ found: inout Scan.Found, _ session: Session) {
        found.rest.snapshot.taken = session.now
        found.rest.snapshot.name = session.asked.value("name")
    }

    /// What every place's scan has in common; its roots come later.
    static func template(_ session: Session, key: SecretKey?) -> Scan {
        var options = WalkOptions()
        options.crossesMounts = session.asked.has("cross-mounts")
        options.isParanoid = session.asked.has("paranoid")
        options.ownHistory = WalkOptions.companions(ofHistory: session.historyPath)
        options.excludes = IgnorePatterns(lines: session.asked.values("exclude"))
        var scan = Scan(roots: [], options: options, isDeep: session.asked.has("deep"), key: key)
        scan.looksAtRunning = session.asked.has("running")
        return scan
    }
}
