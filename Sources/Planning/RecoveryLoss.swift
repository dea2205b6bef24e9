internal import Knowledge
internal import Vocabulary

/// What a recovery cannot bring back, each told and asked: since when, and what no export holds.
extension PlanBuilder {
    mutating func noteWhatRecoveryLoses() {
        for place in gone {
            guard let source = recovery?.source(place) else {
                ask(
                    place, "May all of \(place) be lost?", because: "no export was taken from it")
                continue
            }
            askAboutAge(source)
            noteLaterChanges(source)
            noteLaterFiles(source)
        }
        for carriage in carriages {
            guard case .none("no export holds it") = carriage.method else { continue }
            ask(
                carriage.store.id, "May \(carriage.store.name) be lost?",
                because: "no export holds it")
        }
        for root in roots where recovery?.folder(of: root.id, "root") == nil {
            guard root.items.contains(where: { $0.verdict.itemClass.isLoadBearing }) else {
                continue
            }
            ask(
                root.id, "May the files of \(root.path.text) be lost?",
                because: "no export holds them")
            lost.append(Consequence(subject: root.id, says: "not carried: no export holds it"))
        }
        for service in services
        where strategies[service.id]?.because == "no export holds its program" {
            ask(
                service.id, "May \(service.name) stay away?", because: "no export holds its program"
            )
        }
        noteWhatStays()
    }

    /// Whatever was written after the exports were sealed is gone, and the policy may allow less.
    private mutating func askAboutAge(_ source: ExportsAtHand.Source) {
        let here = services.filter { $0.place == source.place }
        let tightest = here.compactMap { service in
            answers.objectives[service.id]?.rpo.map { (seconds: $0, name: service.name) }
        }.min { ($0.seconds, $0.name) < ($1.seconds, $1.name) }
        let allowed = tightest.map { "; \($0.name) may lose \($0.seconds) s of it" } ?? ""
        ask(
            source.place,
            "May all that was written on \(source.place) after \(source.taken) be lost?",
            because: "the exports were sealed then" + allowed)
        for carriage in carriages where carriage.isCarried {
            guard place(carriage) == source.place, !isKeptOnly(carriage) else { continue }
            lost.append(
                Consequence(
                    subject: carriage.store.id, says: "whatever was written after \(source.taken)"))
        }
    }

    /// A snapshot that is younger than the exports knows files that they have as they were.
    private mutating func noteLaterChanges(_ source: ExportsAtHand.Source) {
        for root in roots where root.place == source.place {
            let later = root.items.filter { item in
                item.type == .file && item.verdict.itemClass.isLoadBearing
                    && MovingRoot.isCarried(item) && item.modified > source.takenAt
            }
            guard let first = later.first else { continue }
            ask(
                root.id,
                "May what was changed in \(later.count) files of \(root.path.text) be lost?",
                because: "the snapshot saw them changed after \(source.taken), "
                    + "\(first.path.text) among them")
        }
    }

    /// Files that the snapshot knows and the export of their root does not hold.
    private mutating func noteLaterFiles(_ source: ExportsAtHand.Source) {
        for root in roots where root.place == source.place {
            guard let held = source.paths[root.slug] else {
                if source.list.snapshot != inventory.snapshot.id,
                    recovery?.folder(of: root.id, "root") != nil
                {
                    ask(
                        root.id, "May files of \(root.path.text) be lost that nobody has counted?",
                        because: "its export was made after another snapshot")
                }
                continue
            }
            let missing = root.carried(without: enginePaths).filter {
                $0.verdict.itemClass.isLoadBearing && $0.type != .folder && !held.contains($0.path)
            }
            for item in missing {
                lost.append(Consequence(subject: item.id, says: "not carried: no export holds it"))
            }
            guard let first = missing.first else { continue }
            ask(
                root.id, "May \(missing.count) files of \(root.path.text) be lost?",
                because: "no export holds them, \(first.path.text) among them")
        }
    }

    private mutating func noteWhatStays() {
        for source in recovery?.sources ?? [] {
            survives.append(
                Consequence(subject: source.place, says: "the kept exports: they are only read"))
        }
        for carriage in carriages where carriage.isCarried && !isKeptOnly(carriage) {
            lost.append(
                Consequence(
                    subject: carriage.store.id,
                    says: "whatever the target writes between cutover and rollback"))
        }
        for service in kept where playbook(service)?.exclusivity == .ratchet {
            ask(
                service.id, "May the registration of \(service.name) go back to an older state?",
                because: "it is a ratchet: others may have seen it further on")
        }
    }
}
