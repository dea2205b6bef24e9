internal import Vocabulary

/// Makes room on both ends and brings the plan's own files over.
extension PlanBuilder {
    mutating func buildPrepare() {
        let preflight = ids(.preflight)
        for place in Set(sources + [target.place]).sorted() {
            let id = "prepare/prepare/folders-\(slug(place))"
            var step = Step(
                id, .prepare, "a folder that only root can read", subject: place, place: place,
                action: run(id, "install --directory --mode 0700 \(Self.exports)"),
                verify: [
                    Check(
                        "mode", .look("stat --format %a \(Self.exports)"), .equals("700"),
                        proves: "only root can read the exports")
                ],
                rollback: .nothing(because: "an empty folder harms nobody"))
            step.needs = preflight
            step.effects.writes = ["\(place):\(Self.exports)"]
            add(step, to: .prepare)
        }
        for place in Set(sources + [target.place]).sorted() { addPlanFolder(place) }
        addPackageNotes()
        if kept.contains(where: { strategy($0) == "package" }) { addStartGuard() }
    }

    /// Brings the plan's folder to a place, so that lists and files can be read there.
    private mutating func addPlanFolder(_ place: String) {
        let id = "prepare/copy/plan-\(slug(place))"
        let copy =
            Target.login(of: place).map {
                "tar --create --file - . | ssh \(ShellText.quote($0)) "
                    + ShellText.quote(
                        "install --directory --mode 0700 \(Self.folder) && "
                            + "tar --extract --file - --directory \(Self.folder)")
            }
            ?? "install --directory --mode 0700 \(Self.folder)\ncp --recursive . \(Self.folder)/"
        var step = Step(
            id, .copy, "this plan's folder lies there", subject: place,
            place: Identifiers.local,
            action: .copy(from: ".", to: Self.folder, script: script(id, copy)),
            verify: [
                Check(
                    "manifest",
                    .look("cd \(Self.folder) && sha256sum --check --quiet MANIFEST"),
                    proves: "every file of the plan arrived as it was approved", place: place)
            ],
            rollback: .nothing(because: "a copy of the plan harms nobody"))
        step.needs = ["prepare/prepare/folders-\(slug(place))"]
        step.effects.writes = ["\(place):\(Self.folder)"]
        add(step, to: .prepare)
    }
}
