import Console
import Distance
import History
import Places
import Survey
import Vocabulary

/// A scan of several places at once: every host ends complete, in part, or missed with the reason,
/// and none waits for another.
struct HostScan {
    /// How many hosts are connected to at once: waiting for one costs next to nothing.
    static let lanes = 32
    /// How many are scanned at once.
    static let turns: UInt32 = 16
    /// How long a stopped scan waits for what it cannot stop, in milliseconds.
    static let patience = 5000

    private let session: Session
    private let hosts: [ScanTargets.Host]
    private let local: [PathBytes]
    /// One for all of them: what a person gives for one host is not asked for again.
    private let reach: Reach
    private let isWholeHere: Bool

    /// - Parameters:
    ///   - local: absolute roots of this machine.
    ///   - isWholeHere: whether all of this machine is looked at, whatever its roots.
    init(
        _ hosts: [ScanTargets.Host], local: [PathBytes], isWholeHere: Bool, _ session: Session
    ) throws(Failure) {
        self.hosts = hosts
        self.local = local
        self.isWholeHere = isWholeHere
        self.session = session
        var reach = Reach(session)
        reach.isStopped = { Interruption.came }
        reach.note = { session.tell(session.voice.note($0)) }
        if session.asked.has("deploy") { reach.probe = try Self.probe() }
        self.reach = reach
    }

    /// The probe that lies beside this program.
    private static func probe() throws(Failure) -> ProbeProgram {
        guard let path = ProbeProgram.place else {
            throw Failure(.internalError, "could not tell where this program lies")
        }
        do {
            return try ProbeProgram(path)
        } catch {
            throw Failure(
                .noInput, "there is no probe to put on a host: \(error.message)",
                hint: "`make probe` builds it; it belongs beside this program")
        }
    }

    /// The roots that were asked for, reached or not.
    var scope: [String] {
        let here =
            isWholeHere
            ? ["\(Identifiers.local):"] : local.map { "\(Identifiers.local):\($0.text)" }
        return (here + hosts.flatMap(\.scope)).sorted()
    }

    /// Connects, scans, joins; throws where no place at all could be looked at. A host is scanned
    /// as soon as it answers, whatever the others do. After Ctrl-C what was finished by then stands,
    /// and the rest was missed.
    ///
    /// - Parameter earlier: what an earlier scan of the same scope found.
    func run(_ template: Scan, earlier: [ClassifiedTable]) throws(Failure) -> Scan.Found {
        Interruption.note()
        let tables = Dictionary(grouping: earlier.map(\.table), by: \.place)
        var jobs = hosts.map { host in
            job(host.id, template, .far(host), tables)
        }
        if isWholeHere {
            jobs.append(job(Identifiers.local, template, .allOfHere, tables))
        } else if !local.isEmpty {
            jobs.append(job(Identifiers.local, template, .here(local), tables))
        }
        let turns = Semaphore(Self.turns)
        let endings = Lanes.gather(
            jobs, lanes: Self.lanes, patience: Self.patience, isStopped: { Interruption.came }
        ) { $0.ending(turns) }
        let all = zip(jobs, endings).map { job, ending in
            ending ?? .missed(PlacesFailure(id: job.id, error: Reach.stopped(job.id)))
        }
        return try join(all)
    }

    private enum Ending: Sendable {
        case found(Scan.Found)
        case missed(PlacesFailure)
    }

    private struct PlacesFailure: Error {
        let id: String
        let error: PlacesError
    }

    // MARK: scanning

    private func job(
        _ id: String, _ template: Scan, _ aim: Job.Aim, _ tables: [String: [FileTable]]
    ) -> Job {
        let session = session
        return Job(
            id: id, scan: template, aim: aim, reach: reach, earlier: tables[id] ?? []
        ) {
            session.tell(session.voice.note($0))
        }
    }

    /// One place's connection and scan, ready to run on any thread.
    private struct Job: Sendable {
        enum Aim: Sendable {
            case here([PathBytes])
            case allOfHere
            case far(ScanTargets.Host)
        }

        let id: String
        let scan: Scan
        let aim: Aim
        let reach: Reach
        let earlier: [FileTable]
        let tell: @Sendable (String) -> Void

        /// This machine, whose programs are not waited for once we are told to end.
        private var here: LocalPlace { LocalPlace(isStopped: reach.isStopped) }

        func ending(_ turns: Semaphore) -> Ending {
            do throws(PlacesError) {
                return .found(try found(turns))
            } catch {
                let error = reach.isStopped() ? Reach.stopped(id) : error
                return .missed(PlacesFailure(id: id, error: error))
            }
        }

        private func found(_ turns: Semaphore) throws(PlacesError) -> Scan.Found {
            switch aim {
            case .here(let roots):
                turns.wait()
                defer { turns.signal() }
                return try found(at: here, roots)
            case .allOfHere:
                turns.wait()
                defer { turns.signal() }
                return try found(at: here, [], wholeFrom: Surroundings.home)
            case .far(let host):
                let place = try reach.place(at: host.destination)
                for remark in place.remarks { tell(remark) }
                turns.wait()
                defer { turns.signal() }
                return try found(
                    at: place, host.roots(home: place.home),
                    wholeFrom: host.isWhole ? place.home : nil)
            }
        }

        private func found(
            at place: some PlaceAccess, _ roots: [PathBytes], wholeFrom home: PathBytes? = nil
        ) throws(PlacesError) -> Scan.Found {
            var scan = scan
            scan.roots = roots
            scan.wholeHostFrom = home
            scan.looksAtRunning = scan.looksAtRunning || home != nil
            return try scan.run(on: place) { root in earlier.first { $0.root == root } }
        }
    }

    // MARK: joining

    private func join(_ endings: [Ending]) throws(Failure) -> Scan.Found {
        var found: [Scan.Found] = []
        var missed: [PlacesFailure] = []
        for ending in endings {
            switch ending {
            case .found(let part): found.append(part)
            case .missed(let failure): missed.append(failure)
            }
        }
        missed.sort { $0.id < $1.id }
        if found.isEmpty, let first = missed.first {
            var failure = Failure(
                Interruption.came ? .interrupted : Self.status(first.error), first.error.message,
                hint: first.error.hint)
            failure.others = missed.dropFirst().map(\.error.message)
            throw failure
        }
        for place in missed {
            session.tell(session.voice.error(place.error.message, hint: place.error.hint))
        }
        return Scan.Found.joined(
            found,
            missed: missed.map {
                .init(id: $0.id, why: $0.error.message, code: $0.error.code)
            }, scope: scope)
    }

    private static func status(_ error: PlacesError) -> ExitStatus {
        switch error {
        case .unreachable, .interrupted: .unreachable
        case .failed, .outside, .larger, .notAFile: .noInput
        }
    }
}
