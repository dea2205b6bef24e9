import Formats
import Places
import Vocabulary

/// Asks unit managers what they keep, in the form made for programs.
struct UnitLook {
    let asking: Asking
    let processes: ProcessView?
    let users: UserNames

    /// Units of the system and of whoever looks; other users' managers are told as missing.
    func look() -> (units: [RunningView.UnitView], coverage: Place.Coverage) {
        var coverage = Place.Coverage(scope: "units", looked: true)
        // sd_booted(3): the folder is there exactly where systemd is the manager.
        guard case .said = asking.ask(["test", "-d", "/run/systemd/system"]) else {
            return ([], coverage)
        }
        var units: [RunningView.UnitView] = []
        switch status(["*.service", "*.timer"], group: "system") {
        case .success(let found): units = found
        case .failure(let why):
            coverage.looked = false
            coverage.missing.append(.init(what: "units of the system", why: why.words))
        }
        let managers = managers()
        let own = managers.isEmpty ? nil : whoLooks
        for user in managers {
            if user == own,
                case .success(let found) = status(
                    ["*.service", "*.timer"], group: users.group(of: user))
            {
                units += found
                continue
            }
            coverage.missing.append(
                .init(
                    what: "units of the manager of \(users.name(of: user))",
                    why: "only that user may ask without opening a session",
                    privilege: "a login as \(users.name(of: user))"))
        }
        return (units, coverage)
    }

    /// What the managers say of units by name, of those that no process needs too.
    func named(_ names: [String], group: String) -> [RunningView.UnitView] {
        guard !names.isEmpty, case .success(let found) = status(names, group: group) else {
            return []
        }
        return found
    }

    private struct Silence: Error {
        let words: String
    }

    private func status(
        _ names: [String], group: String
    ) -> Result<[RunningView.UnitView], Silence> {
        let manager = group == "system" ? [] : ["--user"]
        let properties = "--property=" + UnitStatus.properties.joined(separator: ",")
        let answer = asking.ask(
            ["systemctl"] + manager + ["show", "--no-pager", properties] + names)
        switch answer {
        case .said(let bytes, _):
            return .success(UnitStatus.read(bytes).map { .init(status: $0, group: group) })
        case .absent: return .failure(Silence(words: "systemctl is not installed"))
        case .failed(let why): return .failure(Silence(words: why))
        }
    }

    /// The number of the user as whom we are there; nil where nobody tells.
    private var whoLooks: Int? {
        if asking.place.reach == "local" { return Int(Surroundings.userID) }
        return asking.lines(["id", "-u"])?.first.flatMap { Int($0) }
    }

    /// Users whose own manager runs.
    private func managers() -> [Int] {
        Set((processes?.processes.values.map { $0 } ?? []).compactMap(\.group.user)).sorted()
    }
}
