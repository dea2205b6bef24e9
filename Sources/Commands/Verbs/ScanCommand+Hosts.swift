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
            var found = try hosts.run(template(session, key: nil), earlier: [])
            mark(&found, session, since: nil)
            found.rest.snapshot.id = InventoryStream(
                rest: found.rest, tables: found.tables, key: nil
            ).identity()
            return try told(found, key: nil, session)
        }
        do {
            let key = try HistoryFile.key(besideHistory: session.historyPath)
            let history = try HistoryFile(session.historyPath)
            let before = try? history.snapshot("latest", in: hosts.scope, key: key)
            var found = try hosts.run(
                template(session, key: key), earlier: before?.tables ?? [])
            mark(&found, session, since: before?.rest)
            if let before { found.keep(missedFrom: before.rest) }
            found.rest.snapshot = try history.keep(
                found.tables, rest: found.rest, key: key)
            return try told(found, key: key, session)
        } catch {
            throw Failure(caught: error)
        }
    }

    /// Puts in what only the occasion tells: its moment and name, and what the scan before saw.
    static func mark(_ found: inout Scan.Found, _ session: Session, since earlier: Inventory?) {
        found.rest.dependencies = SeenConnections.recall(
            found.rest.dependencies, from: earlier?.dependencies ?? [], now: session.now)
        found.rest.snapshot.taken = session.now
        found.rest.snapshot.name = session.asked.value("name")
    }

    /// What every place's scan has in common; its roots come later.
    static func template(_ session: Session, key: SecretKey?) -> Scan {
        var options = WalkOptions()
        options.isStopped = { Interruption.came }
        options.crossesMounts = session.asked.has("cross-mounts")
        options.isParanoid = session.asked.has("paranoid")
        options.ownHistory = WalkOptions.companions(ofHistory: session.historyPath)
        options.excludes = IgnorePatterns(lines: session.asked.values("exclude"))
        var scan = Scan(roots: [], options: options, isDeep: session.asked.has("deep"), key: key)
        scan.looksAtRunning = session.asked.has("running")
        return scan
    }
}
