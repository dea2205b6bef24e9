import Console
import Places
import Planning
import Vocabulary

/// A folder of kept exports: its own, or one for each place below it.
struct ExportsFolder {
    let path: PathBytes
    /// The private key that opens them, absolute; nil where they lie open.
    var key: PathBytes?

    /// What its manifests tell; every export's own manifest is what they say.
    func read() throws(Failure) -> ExportsAtHand {
        var sources: [ExportsAtHand.Source] = []
        let below = PersonalFiles.names(in: path).sorted().map { path.appending($0) }
        for folder in [path] + below { sources += try all(in: folder) }
        guard !sources.isEmpty else {
            throw Failure(
                .noInput, "\(Voice.escaped(path.text)) holds no exports",
                hint: "'bedplate migrate PLAN --until verify-export' makes them, and says where")
        }
        var places: Set<String> = []
        for source in sources where !places.insert(source.place).inserted {
            throw Failure(
                .usage,
                "\(Voice.escaped(path.text)) holds exports of \(Voice.escaped(source.place)) twice",
                hint: "name the folder of those that are meant")
        }
        let sealed = sources.first { $0.sealed != nil }
        guard sealed == nil || key != nil else {
            throw Failure(
                .usage, "the exports in \(Voice.escaped(sealed?.folder ?? "")) are encrypted",
                hint: "name the private key that opens them with --exports-key FILE")
        }
        return ExportsAtHand(sources, key: key?.text)
    }

    private func all(in folder: PathBytes) throws(Failure) -> [ExportsAtHand.Source] {
        var out: [ExportsAtHand.Source] = []
        for name in PersonalFiles.names(in: folder).sorted() where name.hasPrefix("MANIFEST-") {
            out.append(try source(String(name.dropFirst(9)), in: folder))
        }
        return out
    }

    private func source(
        _ mark: String, in folder: PathBytes
    ) throws(Failure) -> ExportsAtHand.Source {
        let manifest = try bytes("MANIFEST-\(mark)", in: folder)
        let source = ExportsAtHand.Source(
            mark: mark, folder: folder.text, manifest: manifest,
            about: try bytes("ABOUT-\(mark).json", in: folder),
            taken: try bytes("TAKEN-\(mark)", in: folder))
        guard var source else {
            throw Failure(
                .badData,
                "the exports in \(Voice.escaped(folder.text)) are not what MANIFEST-\(mark) says",
                hint: "another copy of them, or an older one, may be whole")
        }
        if PersonalFiles.exists(folder.appending("SEALED-\(mark)")) {
            source.sealed = SHA256.digest(try bytes("SEALED-\(mark)", in: folder)).hexadecimal
            return source
        }
        for entry in source.list.entries where entry.what == "root" {
            let place = folder.appending(entry.folder)
            source.take(
                list: try bytes("list", in: place), sums: try bytes("SHA256SUMS", in: place),
                of: entry.folder)
        }
        return source
    }

    private func bytes(_ name: String, in folder: PathBytes) throws(Failure) -> [UInt8] {
        let path = folder.appending(name)
        do throws(SystemError) {
            if let found = try PersonalFiles.read(path, limit: 16 << 20) { return found }
        } catch {
            throw Failure(.inputOutput, "\(Voice.escaped(path.text)): \(error.message)")
        }
        throw Failure(.badData, "\(Voice.escaped(path.text)) is not there")
    }
}
