internal import Vocabulary

/// The stages of a recovery that are its own: the exports are looked at, the old place is gone, and
/// what is kept goes to the target.
extension PlanBuilder {
    /// Before anything else: the manifests are those that the plan was made from.
    mutating func buildKeptChecks() {
        for source in recovery?.sources ?? [] { addKeptCheck(source) }
    }

    private mutating func addKeptCheck(_ source: ExportsAtHand.Source) {
        let folder = ShellText.quote(source.folder)
        let manifest = "MANIFEST-\(source.mark)"
        var pinned = "\(source.manifest)  \(manifest)\n"
        if let sealed = source.sealed { pinned += "\(sealed)  SEALED-\(source.mark)\n" }
        var checks = [
            Check(
                "pinned",
                .look(
                    "cd \(folder) && printf %s \(ShellText.quote(pinned)) "
                        + "| sha256sum --check --quiet"),
                proves: "the manifest is the one that was signed with this plan")
        ]
        checks +=
            manifestChecks(source, folder) + [
                Check(
                    "private", .look("stat --format %a \(folder)"), .matches("[0-7]00"),
                    proves: "nobody but their owner can read the exports")
            ]
        let step = Step(
            "preflight/check/kept-\(source.mark)", .check,
            "the exports of \(source.taken) are at hand", subject: source.place,
            place: Identifiers.local, action: checks[0].probe, verify: checks,
            rollback: .nothing(because: "it only looks"))
        add(step, to: .preflight)
    }

    /// What is encrypted shows its manifests on the target only, once it was opened.
    private func manifestChecks(_ source: ExportsAtHand.Source, _ folder: String) -> [Check] {
        guard source.sealed != nil else {
            return [
                Check(
                    "manifests",
                    .look("cd \(folder) && sha256sum --check --quiet MANIFEST-\(source.mark)"),
                    proves: "the manifest of every export is the one that was sealed")
            ]
        }
        guard let key = recovery?.key, let first = source.list.entries.first else { return [] }
        let wrapped = ShellText.quote(first.folder + ExportCipher.key)
        return [
            Check(
                "key",
                .look(
                    "cd \(folder) && openssl cms -decrypt -binary -inform DER -in \(wrapped) "
                        + "-inkey \(ShellText.quote(key)) > /dev/null"),
                proves: "the key opens what is kept")
        ]
    }

    /// A person signs that the old place is off for good: what it ran must not live twice.
    mutating func buildGone() {
        let before = ids(.preflight) + ids(.prepare)
        for place in gone {
            let name = Target.login(of: place) ?? "this machine as it was"
            var checks: [Check] = []
            if let silence = silence(of: place) {
                checks.append(
                    Check(
                        "silent", .look(silence), proves: "\(name) does not answer from here",
                        doesNotProve: "that it is off; it may be cut off and still be at work"))
            }
            if checks.isEmpty {
                checks = [
                    Check(
                        "told", .ask(question: "Is what answers to \(name) the new host?"),
                        proves: "a person has looked")
                ]
            }
            var step = Step(
                goneID(place), .alert, "a person says that \(name) is gone for good",
                subject: place, place: Identifiers.local,
                action: .ask(
                    question: "Is \(name) really gone, and will it never start again as it was? "
                        + "What is brought back here must not live twice."),
                verify: checks,
                rollback: .nothing(because: "nothing was done to it"), timeout: 86_400)
            step.needs = before
            step.needsPerson = true
            step.evidence = [PlanFacts.services(services.filter { $0.place == place })]
            add(step, to: .freeze)
        }
    }

    /// Each export is looked at byte by byte where it lies, before anything is changed.
    mutating func buildKeptExports() {
        for carriage in carriages where carriage.isCarried {
            addKeptExport(carriage.slug, carriage.store.id, carriage.store.name)
        }
        for root in roots where recovery?.folder(of: root.id, "root") != nil {
            addKeptExport(root.slug, root.id, root.path.text)
        }
        noteWhatIsNotCarried()
    }

    mutating func addKeptExport(_ slug: String, _ subject: String, _ name: String) {
        guard
            let source = recovery?.sources.first(where: { source in
                source.list.entries.contains { $0.folder == slug && $0.subject == subject }
            })
        else { return }
        let folder = ShellText.quote(source.folder)
        let opened = "cd \(folder)/\(slug) && sha256sum --check --quiet SHA256SUMS"
        let closed =
            "cd \(folder) && grep --fixed-strings -e '  ./\(slug)\(ExportCipher.data)' "
            + "-e '  ./\(slug)\(ExportCipher.key)' SEALED-\(source.mark) "
            + "| sha256sum --check --quiet"
        let check = Check(
            "sealed", .look(source.sealed == nil ? opened : closed),
            proves: "the export is, byte by byte, what was sealed at \(source.taken)",
            doesNotProve: "that it can be restored; import shows that")
        var step = Step(
            "verify-export/check/\(slug)", .check, "the export of \(name) is whole",
            subject: subject, place: Identifiers.local, action: check.probe, verify: [check],
            rollback: .nothing(because: "it only looks"))
        step.needs = ["preflight/check/kept-\(source.mark)"]
        step.timeoutSeconds = 4 * 3600
        add(step, to: .verifyExport)
    }

    /// Brings what is kept to the target.
    mutating func buildKeptTransfer() {
        let sealed = ids(.verifyExport) + gone.map(goneID) + ids(.prepare)
        for source in recovery?.sources ?? [] {
            let stream = StreamText(
                from: nil, to: Target.login(of: target.place), folder: source.folder)
            let opened = recovery?.key.map { key in
                stream.opened(
                    source.list.entries.map(\.folder),
                    about: ["ABOUT-\(source.mark).json", "TAKEN-\(source.mark)"]
                        + ["MANIFEST-\(source.mark)"], key: key)
            }
            addTransfer(
                source.place, sealed, (source.sealed == nil ? nil : opened) ?? stream.text)
            let (last, arrived) = (ids(.transfer).count - 1, manifestArrived(source.place))
            stages[.transfer]?[last].verify.append(arrived)
        }
    }

    /// The only thing that is taken away in the end is what lies on the target in the open.
    mutating func buildRecoveryEnd() {
        let gate = addRetirementGate(
            target.place,
            "Has the target been in use long enough to delete the exports on it?")
        addExportRemoval(gate)
    }
}
