import Formats
import Knowledge
import Places
import Services
import Vocabulary

extension Scan {
    /// What looking at the running place adds to the files: services that run, and the ledger of
    /// what could be seen.
    struct Running {
        var discovered: Discovered
        var coverage: [Place.Coverage]
        var remarks: [PathBytes: [Evidence]] = [:]
        var packaged: [PathBytes: String] = [:]
        var facts: [String: String] = [:]
        var host = HostFacts()
        var insides: [Insides.Inside] = []
    }

    /// Looks at what runs and joins it with what the files declare.
    func running(
        _ tables: [FileTable], at place: some PlaceAccess, _ view: RunningView,
        _ examiner: any ContentExaminer
    ) -> Running {
        let users = UserNames(place)
        let system = SystemDocuments.read(tables, at: place, view: view, users: users)
        var declared = Discovery.discover(system.documents, playbooks: catalogue.playbooks)
        declared.services += AtJobs.services(system.documents)
        var joined = RunningSystem(
            declared, view: view, place: place.id, playbooks: catalogue.playbooks, users: users)
        joined.joinContainers()
        joined.joinUnits(
            asking: UnitLook(
                asking: Asking(place: place), processes: view.processes, users: users))
        joined.joinListeners()
        joined.joinOwnAddresses(declared.ownAddresses)
        joined.joinConnections()
        joined.joinUnixConnections()
        joined.joinUnseen()
        joined.joinEnvironments()
        joined.joinDatabases()
        joined.joinOwners(asking: Asking(place: place))
        joined.dropLooseEdges()
        var running = Running(
            discovered: joined.joined(into: declared), coverage: view.coverage + [system.coverage])
        running.insides = Insides(place: place, examiner: examiner).look(joined)
        let host = HostLook(asking: Asking(place: place), mounts: view.mounts).look()
        running.host = host.facts
        running.coverage += host.coverage
        running.discovered.problems += Orchestrators.problems(view.processes, at: place.id)
        running.facts = PlaceFacts.read(place, view.mounts)
        running.tell(view.changedFiles, tables)
        if wholeHostFrom != nil {
            let asksPrograms = place.runsPrograms
            let files =
                asksPrograms ? PackageOwners(asking: Asking(place: place), view: view).look() : nil
            if !asksPrograms { running.coverage.append(Self.locationsAlone) }
            let owned = OwnershipRemarks(tables, files)
            running.packaged = owned.packaged
            running.remarks.merge(owned.remarks) { $0 + $1 }
        }
        return running
    }
}

extension Scan {
    /// What of a whole host is not known where nothing there answers for it but its files.
    fileprivate static let locationsAlone = Place.Coverage(
        scope: "locations", looked: true,
        missing: [
            "folders that units and containers run in", "what programs keep below /var/lib",
            "which files packages brought",
        ].map {
            .init(
                what: $0, why: "the place runs no program for us",
                privilege: "a login with a shell")
        })
}

extension Scan.Running {
    /// Puts changed configuration of packages on its items, and what lies outside all roots among
    /// the facts of the place.
    fileprivate mutating func tell(_ changes: [PackageChange], _ tables: [FileTable]) {
        var outside: [String] = []
        for change in changes {
            let path = PathBytes(change.path)
            guard tables.contains(where: { path.isWithin($0.root) }) else {
                outside.append(change.path)
                continue
            }
            let words =
                change.isMissing
                ? "is gone since its package brought it" : "is not as its package brought it"
            remarks[path, default: []].append(
                Evidence(.observed, rule: "package.changed", says: words))
        }
        if !outside.isEmpty { facts["changed_configuration"] = outside.joined(separator: ", ") }
    }
}
