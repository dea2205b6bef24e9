internal import Knowledge
internal import Vocabulary

/// What the target needs of a service beside its stores and roots, and only the source has: the
/// files of its image, its variables, its unit, its job, its configuration. It is taken out with
/// the data, so that the exports alone bring the service up again.
struct Piece: Equatable {
    /// What is taken: `rootfs`, `image`, `environment`, `unit`, `job`, or `config-` and a path.
    let kind: String
    let service: Service
    /// One line for people.
    let title: String
    /// Where it comes from, for the step's action.
    let from: String
    /// Shell text that prints it on the source.
    let take: String
    /// Shell text that reads it on the target.
    let put: String
}

extension PlanBuilder {
    /// Takes a piece out on the source; gives what puts it in its place on the target. Where the
    /// source is gone and no export holds it, a person is asked, and there is nothing to put.
    mutating func carry(_ piece: Piece) -> String? {
        guard recovery == nil else { return carryKept(piece) }
        let slug = slug(piece)
        let folder = "\(Self.exports)/\(slug)"
        addPieceExport(piece, slug, folder)
        addPieceVerify(piece, slug, folder)
        exportedPieces[slug] = piece.kind
        let seal = "verify-export/check/\(slug)"
        for index in (stages[.transfer] ?? []).indices {
            let needs = Set(stages[.transfer]?[index].needs ?? []).union([seal])
            stages[.transfer]?[index].needs = needs.sorted()
        }
        return "{\n\(piece.put)\n} < \(folder)/piece"
    }

    private mutating func carryKept(_ piece: Piece) -> String? {
        let service = piece.service
        guard let slug = recovery?.folder(of: service.id, piece.kind) else {
            ask(
                service.id, "Where does \(service.name) get its \(piece.kind) from?",
                because: "no export holds it, and what it was taken from is gone")
            return nil
        }
        addKeptExport(slug, service.id, "the \(piece.kind) of \(service.name)")
        return "{\n\(piece.put)\n} < \(Self.exports)/\(slug)/piece"
    }

    func slug(_ piece: Piece) -> String { "piece-\(slug(piece.kind))-\(unit(piece.service))" }

    private mutating func addPieceExport(_ piece: Piece, _ slug: String, _ folder: String) {
        let id = "export/copy/\(slug)"
        let body = """
            E=\(folder)
            rm --recursive --force "$E"
            install --directory --mode 0700 "$E"
            (
            \(piece.take)
            ) > "$E/piece.new"
            mv "$E/piece.new" "$E/piece"
            """
        var step = Step(
            id, .copy, piece.title, subject: piece.service.id, place: piece.service.place,
            action: .copy(from: piece.from, to: "\(folder)/piece", script: script(id, body)),
            verify: [
                Check(
                    "written", .look("test -e \(folder)/piece"),
                    proves: "it was taken out to its end", doesNotProve: "that it is whole")
            ],
            rollback: .run(argv: ["rm", "--force", "\(folder)/piece", "\(folder)/SHA256SUMS"]),
            proven: .runHere)
        step.needs = ids(.freeze)
        step.effects.writes = ["\(piece.service.place):\(folder)"]
        step.evidence = facts(piece.service)
        step.timeoutSeconds = 3600
        step.estimateSeconds = ["rootfs", "image"].contains(piece.kind) ? 30 : 5
        add(step, to: .export)
    }

    private mutating func addPieceVerify(_ piece: Piece, _ slug: String, _ folder: String) {
        let id = "verify-export/check/\(slug)"
        var step = Step(
            id, .check, "what was taken out of \(piece.service.name) is sealed",
            subject: piece.service.id, place: piece.service.place,
            action: run(id, "cd \(folder)\nsha256sum piece > SHA256SUMS"),
            verify: [
                Check(
                    "sealed", .look("cd \(folder) && sha256sum --check --quiet SHA256SUMS"),
                    proves: "it is, byte by byte, what was sealed",
                    doesNotProve: "that the service starts with it")
            ],
            rollback: .nothing(because: "it only adds digests"))
        step.needs = ["export/copy/\(slug)"]
        step.effects.writes = ["\(piece.service.place):\(folder)/SHA256SUMS"]
        add(step, to: .verifyExport)
    }
}
