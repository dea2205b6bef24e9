public import Places
import Synchronization
public import Vocabulary

/// What became of putting the probe on a host.
struct Deployment: Sendable {
    /// Whether it ran there, for one root or more.
    var didRun = false
    /// Why it did not, or not for all; nil where nothing was in its way.
    var refusal: String?
    /// What may have been left there; nil where the host said that nothing was.
    var remains: String?
}

extension RemotePlace {
    /// Walks several roots: by the probe, where one is to be put there and the host takes it, and
    /// by the host's own tools what is left.
    public func walk(
        _ roots: [RootToWalk], options: WalkOptions, examiner: (any ContentExaminer)?
    ) -> [Result<FileTable, PlacesError>] {
        var outcomes: [Result<FileTable, PlacesError>] = []
        if let probe = reachOptions.probe, deployment.withLock({ $0.refusal == nil }) {
            outcomes = deployed(probe, roots, options: options, examiner: examiner)
        }
        return outcomes
            + roots.dropFirst(outcomes.count).map { root in
                Result { () throws(PlacesError) in
                    try walkByTools(root, options: options, examiner: examiner)
                }
            }
    }

    /// What became of the first roots: of all of them, unless the host does not take the probe.
    private func deployed(
        _ probe: ProbeProgram, _ roots: [RootToWalk], options: WalkOptions,
        examiner: (any ContentExaminer)?
    ) -> [Result<FileTable, PlacesError>] {
        if let obstacle = probe.obstacle(at: greeting) {
            refuse(obstacle)
            return []
        }
        let tag = String(Script("").mark.prefix(16))
        let script = DeployScript.run(probe, tag: tag)
        var look = DeployedLook(
            self, probe, mark: script.mark, roots, options: options, examiner: examiner)
        grace.needs(true)
        defer { grace.needs(false) }
        do throws(PlacesError) {
            try converse(script, &look)
            if let refusal = look.refusal { refuse(refusal) }
        } catch {
            refuse(error.why)
        }
        if !look.isTidied { tidy(tag) }
        if !look.outcomes.isEmpty { deployment.withLock { $0.didRun = true } }
        return look.outcomes
    }

    private func refuse(_ why: String) {
        deployment.withLock { $0.refusal = why }
        reachOptions.note("\(id) is looked at by its own tools, not by the probe: \(why)")
    }

    private func converse(_ script: Script, _ look: inout DeployedLook) throws(PlacesError) {
        guard !reachOptions.isStopped() else { throw Reach.stopped(id) }
        countTrip()
        var frame = Frame(script, place: id, tail: 0)
        let pace = Pace(patience: reachOptions.idleTimeout)
        try connection.converse(with: .script(script), first: [], pace: pace) {
            bytes throws(PlacesError) in
            count(bytes.count)
            try frame.take(bytes) { bytes throws(PlacesError) in try look.take(bytes, pace) }
            return look.isOver ? .enough : .say(look.answer())
        }
    }

    /// Makes sure that nothing is left there, and says so where that cannot be known.
    private func tidy(_ tag: String) {
        var left: [UInt8] = []
        var said = ""
        do throws(PlacesError) {
            try ask(DeployScript.tidy(tag: tag), patience: 20) { bytes, _ in left += bytes }
        } catch {
            said = ": " + error.why
        }
        guard !left.isEmpty || !said.isEmpty else { return }
        let folder = "/tmp/\(DeployScript.name).\(tag).* or its like"
        deployment.withLock { $0.remains = folder }
        reachOptions.note("\(id) may still have \(folder), which could not be removed\(said)")
    }
}

extension PlacesError {
    /// The reason alone.
    fileprivate var why: String {
        switch self {
        case .interrupted(_, let why), .unreachable(_, let why, _): why
        case .failed, .outside, .larger, .notAFile: message
        }
    }
}
