import Formats
import Places
import Vocabulary

extension RunningView {
    /// Looks at everything that runs on a place. Nothing is started, stopped or written.
    static func look(at place: any PlaceAccess) -> RunningView {
        guard place.runsPrograms else { return unseen }
        let asking = Asking(place: place)
        let users = UserNames(place)
        var view = RunningView()
        let processes = ProcessLook.look(place)
        view.processes = processes.view
        view.mounts = processes.view?.mounts ?? []
        view.coverage = processes.coverage
        view.addPeers(asking)
        let engines = EngineLook(asking: asking, processes: processes.view, users: users).look()
        view.engines = engines.engines
        view.coverage.append(engines.coverage)
        let units = UnitLook(
            asking: asking, processes: processes.view, users: users
        ).look()
        view.units = units.units
        view.coverage.append(units.coverage)
        let packages = PackageLook.look(asking)
        view.changedFiles = packages.changes
        view.untouchedFiles = packages.untouched
        view.coverage.append(packages.coverage)
        return view
    }

    /// Of a place that runs no program for us.
    private static var unseen: RunningView {
        let areas = ["containers", "units", "processes", "sockets", "packages"]
        var view = RunningView()
        view.coverage = areas.map { area in
            let gap = Place.Coverage.Gap(
                what: area, why: "the place runs no program for us",
                privilege: "a login with a shell"
            )
            return Place.Coverage(scope: area, looked: false, missing: [gap])
        }
        return view
    }

    /// Asks who is connected to whom over Unix sockets: procfs has no peers.
    private mutating func addPeers(_ asking: Asking) {
        guard let sockets = coverage.firstIndex(where: { $0.scope == "sockets" && $0.looked })
        else { return }
        switch asking.ask(["ss", "--unix", "--numeric", "--no-header"]) {
        case .said(let bytes, _): peers = SocketPeer.read(bytes)
        case .absent:
            coverage[sockets].missing.append(
                .init(what: "connections over Unix sockets", why: "ss is not installed"))
        case .failed(let why):
            coverage[sockets].missing.append(
                .init(what: "connections over Unix sockets", why: why))
        }
    }

    /// Whether an area was looked at.
    func looked(at scope: String) -> Bool {
        coverage.contains { $0.scope == scope && $0.looked }
    }
}
