import Console
import Distance
import History
import Places
import Survey
import Vocabulary

/// A scan of several places at once: every host ends complete, in part, or missed with the reason,
/// and none waits for another but within a phase.
struct HostScan {
    /// How many hosts are talked to at once.
    static let lanes = 16

    private let session: Session
    private let hosts: [ScanTargets.Host]
    private let local: [PathBytes]

    /// - Parameter local: absolute roots of this machine.
    init(_ hosts: [ScanTargets.Host], local: [PathBytes], _ session: Session) {
        self.hosts = hosts
        self.local = local
        self.session = session
    }

    /// The roots that were asked for, reached or not.
    var scope: [String] {
        (local.map { "\(Identifiers.local):\($0.text)" } + hosts.flatMap(\.scope)).sorted()
    }

    /// Connects, scans, joins; throws where no place at all could be looked at.
    func run(
        _ template: Scan, previous: (_ place: String, _ root: PathBytes) -> FileTable?
    ) throws(Failure) -> Scan.Found {
        var ended: [Ending] = []
        var open: [Opened] = []
        for connected in connect() {
            switch connected {
            case .success(let place): open.append(place)
            case .failure(let missed): ended.append(.missed(missed))
            }
        }
        let jobs = jobs(open, template, previous)
        ended += Lanes.map(jobs, lanes: Self.lanes) { job in
            do throws(PlacesError) {
                return .found(try job.run())
            } catch {
                return .missed(Self.missed(job.id, error))
            }
        }
        return try join(ended)
    }

    private enum Ending: Sendable {
        case found(Scan.Found)
        case missed(PlacesFailure)
    }

    private struct PlacesFailure: Error {
        let id: String
        let error: PlacesError
    }

    private struct Opened: Sendable {
        let place: RemotePlace
        let host: ScanTargets.Host
    }

    private static func missed(_ id: String, _ error: PlacesError) -> PlacesFailure {
        PlacesFailure(id: id, error: error)
    }

    // MARK: connecting

    private func connect() -> [Result<Opened, PlacesFailure>] {
        let reach = reach
        return Lanes.map(hosts, lanes: Self.lanes) { host in
            do throws(PlacesError) {
                let place = try RemotePlace(host.destination, reach: reach)
                return .success(Opened(place: place, host: host))
            } catch {
                return .failure(Self.missed(host.id, error))
            }
        }
    }

    private var reach: Reach {
        var reach = Reach()
        reach.configuration = session.asked.value("ssh-config").map(session.absolute)
        reach.acceptsNewHosts = session.asked.has("accept-new-hosts")
        reach.transport =
            session.asked.value("transport").flatMap(Reach.Transport.init) ?? .automatic
        return reach
    }

    // MARK: scanning

    /// One place's scan, ready to run on any thread.
    private struct Job: Sendable {
        let id: String
        let scan: Scan
        let place: any PlaceAccess
        let earlier: [PathBytes: FileTable]

        func run() throws(PlacesError) -> Scan.Found {
            try scan.run(on: place) { earlier[$0] }
        }
    }

    private func jobs(
        _ open: [Opened], _ template: Scan, _ previous: (String, PathBytes) -> FileTable?
    ) -> [Job] {
        var jobs = open.map { opened in
            for remark in opened.place.remarks { session.tell(session.voice.note(remark)) }
            return job(
                opened.place, opened.host.roots(home: opened.place.home), template, previous)
        }
        if !local.isEmpty { jobs.append(job(LocalPlace(), local, template, previous)) }
        return jobs
    }

    private func job(
        _ place: any PlaceAccess, _ roots: [PathBytes], _ template: Scan,
        _ previous: (String, PathBytes) -> FileTable?
    ) -> Job {
        var scan = template
        scan.roots = roots
        var earlier: [PathBytes: FileTable] = [:]
        for root in roots { earlier[root] = previous(place.id, root) }
        return Job(id: place.id, scan: scan, place: place, earlier: earlier)
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
                Self.status(first.error), first.error.message, hint: first.error.hint)
            failure.others = missed.dropFirst().map(\.error.message)
            throw failure
        }
        for place in missed {
            session.tell(session.voice.error(place.error.message, hint: place.error.hint))
        }
        return .joined(
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
