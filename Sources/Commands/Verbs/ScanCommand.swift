import Console
import Faces
import History
import Knowledge
import Places
import Survey
import Vocabulary

/// `bedplate scan`: takes an inventory, keeps it, prints a summary.
enum ScanCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let targets = try ScanTargets(session)
        if !targets.hosts.isEmpty || targets.isWholeHere { return try severally(targets, session) }
        let roots = try roots(targets.local, session)
        Interruption.note()
        var scan = template(session, key: nil)
        scan.roots = roots
        let live = session.live
        if live.isVisible { scan.onStage = { live.follow($0) } }
        if session.asked.has("no-history") {
            return try told(once(scan, session), key: nil, session)
        }
        do {
            let key = try HistoryFile.key(besideHistory: session.historyPath)
            scan.key = key
            let history = try HistoryFile(session.historyPath)
            let scope = roots.map { "\(Identifiers.local):\($0.text)" }.sorted()
            scan.program = Surroundings.program
            let before = earlier(history, scope, key)
            var found = try walked(scan, since: before)
            if found.isStopped, let before { found.keep(missedFrom: before.rest) }
            mark(&found, session, since: before?.rest)
            live.say("keeping what was found")
            found.rest.snapshot = try history.keep(
                found.tables, rest: found.rest, key: key,
                basis: found.isStopped ? nil : scan.basis)
            return try told(found, key: key, session)
        } catch {
            throw Failure(caught: error)
        }
    }

    /// Absolute roots, sorted, each once; the current folder where none is given.
    static func roots(_ words: [String], _ session: Session) throws(Failure) -> [PathBytes] {
        let given = words.isEmpty ? ["."] : words
        var roots: Set<PathBytes> = []
        for text in given {
            let path = session.absolute(text)
            guard let real = Surroundings.resolved(path) else {
                throw Failure(.noInput, "there is nothing at \(Voice.escaped(path.text))")
            }
            roots.insert(real)
        }
        return roots.sorted().filter { root in !roots.contains { $0 != root && root.isWithin($0) } }
    }

    /// What the newest scan of a scope found; nil where there is none that can be read.
    private static func earlier(
        _ history: borrowing HistoryFile, _ scope: [String], _ key: SecretKey
    ) -> Scan.Earlier? {
        guard let snapshot = try? history.snapshot("latest", in: scope, key: key) else {
            return nil
        }
        return Scan.Earlier(tables: snapshot.tables, rest: snapshot.rest, basis: snapshot.basis)
    }

    private static func walked(
        _ scan: Scan, since earlier: Scan.Earlier?
    ) throws(Failure) -> Scan.Found {
        do {
            return try scan.run(on: LocalPlace(isStopped: scan.options.isStopped), since: earlier)
        } catch {
            if Interruption.came {
                throw Failure(.interrupted, "stopped before anything was looked at")
            }
            throw Failure(error, noInput: true)
        }
    }

    private static func once(_ scan: Scan, _ session: Session) throws(Failure) -> Scan.Found {
        var found = try walked(scan, since: nil)
        mark(&found, session, since: nil)
        found.rest.snapshot.id = InventoryStream(rest: found.rest, tables: found.tables, key: nil)
            .identity()
        return found
    }

    /// Reports what there is; after Ctrl-C that is what was seen by then, and the status says so.
    static func told(
        _ found: Scan.Found, key: SecretKey?, _ session: Session
    ) throws(Failure) -> ExitStatus {
        let status = try report(found, key: key, session)
        guard found.isStopped, Interruption.came else { return status }
        session.tell(session.voice.note("stopped: what was seen by then is told, and no more"))
        return .interrupted
    }

    private static func report(
        _ found: Scan.Found, key: SecretKey?, _ session: Session
    ) throws(Failure) -> ExitStatus {
        if session.wantsJSON {
            try stream(InventoryStream(rest: found.rest, tables: found.tables, key: key), session)
        } else {
            try session.print(ScanSummary(found, key: key, session).text)
        }
        let isWhole =
            found.rest.totals.allSatisfy { $0.isClosed && $0.unread == 0 }
            && found.rest.problems.isEmpty
        return isWhole ? .done : .incomplete
    }

    /// Writes the document in pieces: a large inventory is never held as text.
    private static func stream(_ stream: InventoryStream, _ session: Session) throws(Failure) {
        var out = JSONWriter(pretty: true)
        var failure: Failure?
        stream.write(to: &out) { out in
            let bytes = out.drain()
            guard failure == nil else { return }
            do throws(Failure) {
                try session.print(bytes)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        try session.print(out.drain() + [UInt8(ascii: "\n")])
    }
}
