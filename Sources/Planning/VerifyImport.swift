internal import Knowledge
internal import Vocabulary

/// Compares, store by store, what arrived with what left.
extension PlanBuilder {
    mutating func buildVerifyImport() {
        for carriage in carriages where carriage.isCarried && !isKeptOnly(carriage) {
            addComparison(carriage)
        }
        for root in roots where isExported(root) { addRootComparison(root) }
    }

    private mutating func addComparison(_ carriage: Carriage) {
        let id = "verify-import/check/\(carriage.slug)"
        let folder = exportFolder(carriage)
        let playbook = carriagePlaybook(carriage)
        var body: String
        if carriage.method == .tree {
            body =
                SourceText.digests
                + "\ndigests \(ShellText.quote(carriage.targetPath)) > \(folder)/content.target\n"
                + "echo \"$(wc -l < \(folder)/content.target) files\" >> \(folder)/content.target"
        } else {
            let procedures = playbook?.procedures ?? PlaybookProcedures()
            let text = CommandText(procedures, targetContext(carriage))
            body = "{\n\(text.text(procedures.compare))\n} > \(folder)/content.target"
        }
        let commands = playbook?.procedures.compare ?? []
        let proves =
            carriage.method == .tree
            ? "every file is there, byte by byte" : commands.map(\.proves).joined(separator: "; ")
        var checks = [
            Check(
                "equal", .look("cmp \(folder)/content.source \(folder)/content.target"),
                .exit(0), level: 2, proves: proves,
                doesNotProve: carriage.method == .tree
                    ? "that the program reads them"
                    : commands.map(\.doesNotProve).joined(separator: "; "))
        ]
        if carriage.method == .sqlite, let procedures = playbook?.procedures {
            let text = CommandText(procedures, targetContext(carriage))
            checks += procedures.check.map { check($0, text.text($0)) }
        }
        var step = Step(
            id, .check, "\(carriage.store.name) on the target equals the source",
            subject: carriage.store.id, place: target.place, action: run(id, body),
            verify: checks, rollback: .nothing(because: "it only looks"),
            proven: provenArrival(carriage))
        step.needs = ["import/load/\(carriage.slug)", "verify-export/check/\(carriage.slug)"]
        if let owner = carriage.owner, loadsRunning(carriage) || importServers.contains(owner.id) {
            if carriage.method == .logical { step.needs.append(startID(owner)) }
        }
        step.effects.writes = ["\(target.place):\(folder)/content.target"]
        step.evidence = storeFacts(carriage) + holders(carriage.store.id, carriage.holders)
        step.estimateSeconds = seconds(carriage.store.bytes ?? 0)
        add(step, to: .verifyImport)
    }

    private mutating func addRootComparison(_ root: MovingRoot) {
        let id = "verify-import/check/\(root.slug)"
        let folder = "\(Self.exports)/\(root.slug)"
        let check = Check(
            "equal",
            .look(
                "cd \(ShellText.quote(root.path.text)) && "
                    + "{ test ! -s \(folder)/content.source || sha256sum --check --quiet \(folder)/content.source; }"
            ), level: 2,
            proves: "every file of \(root.path.text) is on the target, byte by byte",
            doesNotProve: "that a program reads it")
        var step = Step(
            id, .check, "the files of \(root.path.text) are all there", subject: root.id,
            place: target.place, action: check.probe, verify: [check],
            rollback: .nothing(because: "it only looks"))
        step.needs =
            ["verify-export/check/\(root.slug)"]
            + (isInPlace ? [] : ["import/copy/\(root.slug)"])
        step.evidence = holders(root.id, holders(of: root))
        add(step, to: .verifyImport)
    }
}
