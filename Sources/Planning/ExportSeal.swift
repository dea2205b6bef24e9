internal import Vocabulary

/// One manifest over the manifests of a place's exports: what they hold, since when, byte by byte.
extension PlanBuilder {
    /// Seals the exports of each place as a whole, once all of them are known.
    mutating func buildExportSeals() {
        for place in sources where !exportList(place).entries.isEmpty { addSeal(place) }
    }

    func sealID(_ place: String) -> String { "verify-export/check/exports-\(slug(place))" }

    /// What the steps of the stage `export` take out of a place.
    func exportList(_ place: String) -> ExportList {
        let entries = (stages[.export] ?? []).filter { $0.place == place }.map { step in
            let folder = step.id.split(separator: "/").last.map(String.init) ?? ""
            let what = exportedPieces[folder] ?? (step.purpose == .dump ? "store" : "root")
            return ExportList.Entry(folder: folder, subject: step.subject, what: what)
        }
        return ExportList(snapshot: inventory.snapshot.id, place: place, entries: entries)
    }

    private mutating func addSeal(_ place: String) {
        let id = sealID(place)
        let mark = slug(place)
        var list = exportList(place)
        list.places = sources.filter { !exportList($0).entries.isEmpty }
        file("files/exports/\(mark).json", String(decoding: list.document(), as: UTF8.self))
        let sums = list.entries.map { "\($0.folder)/SHA256SUMS" }.joined(separator: " \\\n  ")
        let body = """
            cd \(Self.exports)
            install --mode 0600 \(Self.folder)/files/exports/\(mark).json ABOUT-\(mark).json
            {
              date --utc +%Y-%m-%dT%H:%M:%SZ
              if [ -e \(Self.folder)/MANIFEST ]; then
                echo "plan $(sha256sum < \(Self.folder)/MANIFEST | cut --characters -64)"
              fi
              if [ -e /var/lib/bedplate/lease ]; then
                echo "run $(head --lines 1 /var/lib/bedplate/lease)"
              fi
            } > TAKEN-\(mark)
            sha256sum ABOUT-\(mark).json TAKEN-\(mark) \\
              \(sums) > MANIFEST-\(mark).new
            mv MANIFEST-\(mark).new MANIFEST-\(mark)
            """
        var step = Step(
            id, .check, "the exports as a whole are sealed", subject: place, place: place,
            action: run(id, body),
            verify: [
                Check(
                    "manifest",
                    .look("cd \(Self.exports) && sha256sum --check --quiet MANIFEST-\(mark)"),
                    proves: "the manifests of all exports are those that were sealed",
                    doesNotProve: "that what they name can be restored"),
                Check(
                    "private", .look("stat --format '%a %U' \(Self.exports)"), .equals("700 root"),
                    proves: "nobody but root can read the exports"),
            ],
            rollback: .run(argv: ["rm", "--force", "\(Self.exports)/MANIFEST-\(mark)"]))
        step.needs = list.entries.map { "verify-export/check/\($0.folder)" }
        step.effects.writes = ["\(place):\(Self.exports)/MANIFEST-\(mark)"]
        add(step, to: .verifyExport)
        awaitSeal(id, place)
    }

    /// What is brought to the target comes after it.
    private mutating func awaitSeal(_ id: String, _ place: String) {
        let arrived = manifestArrived(place)
        for index in (stages[.transfer] ?? []).indices {
            guard stages[.transfer]?[index].id == transferID(place) else { continue }
            stages[.transfer]?[index].needs.append(id)
            stages[.transfer]?[index].needs.sort()
            stages[.transfer]?[index].verify.append(arrived)
        }
    }
}
