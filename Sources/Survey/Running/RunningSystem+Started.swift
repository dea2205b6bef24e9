import Formats
import Knowledge
import Services
import Vocabulary

extension RunningSystem {
    /// Makes services of processes that no container or unit keeps. Those of one program with one
    /// command line, folder and user are one; others of the same name are told apart by eight
    /// digits over what differs, whatever the order in which they were started.
    mutating func nameStarted(_ numbers: Set<Int>, _ view: ProcessView) {
        let started = numbers.compactMap { view.processes[$0] }.map { process in
            (name: Redaction.name(process.title), key: key(process), process: process)
        }.sorted { ($0.name, $0.key, $0.process.id) < ($1.name, $1.key, $1.process.id) }
        var taken: [String: String] = [:]
        for (name, key, process) in started {
            let isFirst = taken[name] == nil || taken[name] == key
            taken[name] = taken[name] ?? key
            let mark = SHA256.digest(Array(key.utf8)).hexadecimal.prefix(8)
            ofProcess[process.id] = added(process, name: isFirst ? name : "\(name)~\(mark)")
        }
    }

    /// What makes two processes of one name different programs; nothing in it is a value.
    private func key(_ process: ProcessView.Process) -> String {
        let command = Redaction.command(process.arguments).joined(separator: " ")
        return "\(process.status.user)\n\(process.folder?.text ?? "")\n\(command)"
    }

    private mutating func added(_ process: ProcessView.Process, name: String) -> String {
        var service = Service(place: place, group: "process", name: name, kinds: ["process"])
        if services[service.id] == nil {
            service.command = Redaction.command(process.arguments)
            service.user = users.name(of: process.status.user)
            service.workingFolder = process.folder.map(\.text)
            service.environment = (process.environment ?? []).filter { !OwnVariables.isOne($0) }
            let playbook = playbooks.playbook(forProgram: process.program)
            service.holdsState = playbook?.holdsState
            service.evidence = [
                Evidence(
                    .observed, rule: "process.runs",
                    says: "runs, and no unit, schedule or container keeps it", at: "proc")
            ]
            service.evidence += service.environment.sorted().map {
                Evidence(
                    .observed, rule: "environment.nowhere",
                    says: "\(Redaction.name($0)) is set where it runs, by whoever started it",
                    at: "proc")
            }
            services[service.id] = service
        }
        return service.id
    }
}
