internal import Places
public import Planning
internal import Vocabulary

/// Looks: the checks of steps, and what else must be known before anything is touched.
extension Conductor {
    /// The first check that does not hold, and why; nil where all do.
    ///
    /// - Parameter seconds: how long each probe may take; the step's own time where none is given.
    func fault(
        _ checks: [Check], of step: Step, within seconds: Int? = nil
    ) throws(ExecutionError) -> String? {
        for check in checks {
            if let why = try fault(check, of: step, among: checks, seconds) {
                return "\(check.id): \(why)"
            }
        }
        return nil
    }

    /// What a check of the plan prints now, without the last line end; nil where it does not hold.
    public func seen(_ id: String, of step: Step) throws(ExecutionError) -> String? {
        guard let check = step.verify.first(where: { $0.id == id }), case .run = check.probe,
            let seen = try observe(check, of: step, nil)
        else { return nil }
        guard seen.fault(check.expect, other: { _ in nil }) == nil else { return nil }
        return seen.output
    }

    private func fault(
        _ check: Check, of step: Step, among checks: [Check], _ seconds: Int?
    ) throws(ExecutionError) -> String? {
        switch check.probe {
        case .ask: return try world.answered(step.id, false) != nil ? nil : "nobody has answered it"
        case .run: break
        default: return "a probe of that kind is not run"
        }
        guard let seen = try observe(check, of: step, seconds) else {
            return "a probe with a script"
        }
        return seen.fault(check.expect) { name in
            guard let other = checks.first(where: { $0.id == name }) else { return nil }
            return (try? observe(other, of: step, seconds))?.output
        }
    }

    private func observe(
        _ check: Check, of step: Step, _ seconds: Int?
    ) throws(ExecutionError) -> Observation? {
        let id = check.place ?? step.place
        let place = try world.place(id)
        let command = delivery.look(
            check.probe, seconds: seconds ?? min(step.timeoutSeconds, 3600),
            isLocal: id == Identifiers.local)
        guard let command else { return nil }
        return Observation(try place.answer(command))
    }

    /// Whatever an earlier process of ours left running there has ended.
    func waitForQuiet(_ step: Step) throws(ExecutionError) {
        let place = try world.place(step.place)
        let result = try place.answer(delivery.quiet(seconds: step.timeoutSeconds))
        guard result.isSuccess else {
            throw .held(what: step.place, by: "a program that an earlier run started")
        }
    }

    func command(
        _ step: Step, _ action: Action, _ operand: (String) throws(ExecutionError) -> [UInt8]
    ) throws(ExecutionError) -> Command? {
        try delivery.command(
            action, seconds: step.timeoutSeconds, isLocal: step.place == Identifiers.local,
            operand: operand)
    }

    /// The whole id of the container of a service, asked of its engine; for the engine itself our
    /// own, where it carries that.
    func containerID(_ service: String) throws(ExecutionError) -> String? {
        guard !selfSet.containers.isEmpty else { return nil }
        let place = Identifiers.place(of: service) ?? Identifiers.local
        let group = Identifiers.group(of: service) ?? ""
        let name = Identifiers.name(of: service)
        let text = """
            docker ps --all --quiet --no-trunc --filter label=com.docker.compose.project="$1" \
              --filter label=com.docker.compose.service="$2"
            docker inspect --format '{{.Id}}' "$2" 2> /dev/null
            case ${2%.*} in docker | containerd) docker ps --quiet --no-trunc ;; esac
            """
        let command = Command(["sh", "-c", text, "sh", group, name])
        guard let result = try? world.place(place).run(command) else { return nil }
        let found = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
            .map(String.init)
        return found.first(where: selfSet.containers.contains) ?? found.first
    }
}
