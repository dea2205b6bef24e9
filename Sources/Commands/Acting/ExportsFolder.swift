import Console
import Places
import Planning
import Vocabulary

/// A folder of kept exports: its own, or one for each place and each run below it.
struct ExportsFolder {
    let path: PathBytes
    /// The private key that opens them, absolute; nil where they lie open.
    var key: PathBytes?
    /// Which of several a person means; nil for the newest that is whole.
    var wanted: String?

    /// What the manifests of one generation tell; every export's own manifest is what they say.
    ///
    /// - Parameter tell: told of the others, where there are some.
    func read(tell: (String) -> Void = { _ in }) throws(Failure) -> ExportsAtHand {
        var found: [ExportGeneration.Found] = []
        var broken: [String] = []
        let own = try all(in: path, &broken)
        let below = PersonalFiles.names(in: path).sorted().map { path.appending($0) }
        for folder in below { found += try all(in: folder, &broken) }
        let generations = ExportGeneration.all(own + found)
        let chosen = try chosen(generations, isNamed: !own.isEmpty, broken)
        let others = generations.filter { $0.id != chosen.id }
        if !others.isEmpty || !broken.isEmpty {
            tell("taken are the exports of \(Voice.escaped(chosen.line)); left are")
            for line in others.map(\.line) + broken { tell("  \(Voice.escaped(line))") }
        }
        return try opened(chosen)
    }

    /// The generation that is meant: named, or the newest whole one.
    private func chosen(
        _ all: [ExportGeneration], isNamed: Bool, _ broken: [String]
    ) throws(Failure) -> ExportGeneration {
        if let wanted {
            let meant = all.filter { $0.isMeant(by: wanted) }
            guard let one = meant.first, meant.count == 1 else {
                let what = meant.isEmpty ? "none of" : "\(meant.count) of"
                throw refusal(
                    .usage, "'\(wanted)' is \(what) the exports in \(path.text)",
                    meant.isEmpty ? all : meant, broken)
            }
            guard one.faults.isEmpty else {
                throw refusal(.badData, "these exports are not whole", [one], [])
            }
            return one
        }
        let usable = all.filter { $0.isWhole || (isNamed && $0.faults.isEmpty) }
        if let newest = usable.first { return newest }
        guard !all.isEmpty || !broken.isEmpty else {
            throw Failure(
                .noInput, "\(Voice.escaped(path.text)) holds no exports",
                hint: "'bedplate migrate PLAN --until verify-export' makes them, and says where")
        }
        throw refusal(.badData, "no exports in \(path.text) are whole", all, broken)
    }

    private func refusal(
        _ status: ExitStatus, _ what: String, _ all: [ExportGeneration], _ broken: [String]
    ) -> Failure {
        var failure = Failure(
            status, Voice.escaped(what),
            hint: "--generation ID takes those of one run; a part that is missing is asked about, "
                + "a part that is broken is not taken")
        failure.others = (all.map(\.line) + broken).map { "  " + Voice.escaped($0) }
        return failure
    }

    /// Whoever has no key learns it before a plan is written.
    private func opened(_ chosen: ExportGeneration) throws(Failure) -> ExportsAtHand {
        let sealed = chosen.sources.first { $0.sealed != nil }
        guard sealed == nil || key != nil else {
            throw Failure(
                .usage, "the exports in \(Voice.escaped(sealed?.folder ?? "")) are encrypted",
                hint: "name the private key that opens them with --exports-key FILE")
        }
        return ExportsAtHand(chosen.sources, key: key?.text)
    }

    private func all(
        in folder: PathBytes, _ broken: inout [String]
    ) throws(Failure) -> [ExportGeneration.Found] {
        var out: [ExportGeneration.Found] = []
        for name in PersonalFiles.names(in: folder).sorted() where name.hasPrefix("MANIFEST-") {
            let exports = KeptSource(mark: String(name.dropFirst(9)), folder: folder)
            guard let found = try exports.read() else {
                broken.append("\(folder.text): not what \(name) says")
                continue
            }
            out.append(found)
        }
        return out
    }
}
