import Console
import Places
import Planning
import Vocabulary

/// The kept exports of one place, in one folder.
struct KeptSource {
    /// What names of files that are about all of them end with.
    let mark: String
    let folder: PathBytes

    /// What its manifests tell, and what of it is missing; nil where it is not what they say.
    func read() throws(Failure) -> ExportGeneration.Found? {
        guard let manifest = try bytes("MANIFEST-\(mark)"),
            let about = try bytes("ABOUT-\(mark).json"), let taken = try bytes("TAKEN-\(mark)"),
            var source = ExportsAtHand.Source(
                mark: mark, folder: folder.text, manifest: manifest, about: about, taken: taken)
        else { return nil }
        if let sealed = try bytes("SEALED-\(mark)") {
            source.sealed = SHA256.digest(sealed).hexadecimal
            return ExportGeneration.Found(source, fault: missing(source.list.entries))
        }
        var fault: String?
        for entry in source.list.entries {
            let place = folder.appending(entry.folder)
            let sums = try bytes("SHA256SUMS", in: entry.folder) ?? []
            guard let names = source.names(sums: sums, of: entry.folder) else {
                fault = fault ?? "\(entry.folder) is not what was sealed"
                continue
            }
            let absent = names.first { !PersonalFiles.exists(place.appending($0)) }
            fault = fault ?? absent.map { "\(entry.folder) lacks \($0)" }
            if entry.what == "root", let list = try bytes("list", in: entry.folder) {
                source.take(list: list, sums: sums, of: entry.folder)
            }
        }
        return ExportGeneration.Found(source, fault: fault)
    }

    /// What of encrypted exports is not there.
    private func missing(_ entries: [ExportList.Entry]) -> String? {
        let names = entries.flatMap { ["\($0.folder).tar.enc", "\($0.folder).key.cms"] }
        return names.first { !PersonalFiles.exists(folder.appending($0)) }.map {
            "\($0) is missing"
        }
    }

    /// The bytes of a file beside, or in a folder below; nil where there is none.
    private func bytes(_ name: String, in below: String = "") throws(Failure) -> [UInt8]? {
        let path = (below.isEmpty ? folder : folder.appending(below)).appending(name)
        do throws(SystemError) {
            return try PersonalFiles.read(path, limit: 16 << 20)
        } catch {
            throw Failure(.inputOutput, "\(Voice.escaped(path.text)): \(error.message)")
        }
    }
}
