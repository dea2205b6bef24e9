import Formats
import Places
import Vocabulary

extension RunningView {
    /// Looks at everything that runs on a place. Nothing is started, stopped or written.
    static func look(at place: any PlaceAccess) -> RunningView {
        let asking = Asking(place: place)
        let users = UserNames(place)
        var view = RunningView()
        let processes = ProcessLook.look(place)
        view.processes = processes.view
        view.mounts = processes.view?.mounts ?? []
        view.coverage = processes.coverage
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

    /// Whether an area was looked at.
    func looked(at scope: String) -> Bool {
        coverage.contains { $0.scope == scope && $0.looked }
    }
}
