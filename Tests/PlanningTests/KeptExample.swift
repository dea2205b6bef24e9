import Vocabulary

@testable import Planning

/// The exports that a plan would leave, without a host: its own lists, sealed as its scripts do.
enum KeptExample {
    static let taken = "2026-11-21T14:45:00Z"

    static func exports(of plan: Plan, without subjects: Set<String> = []) -> ExportsAtHand {
        let lists = plan.files.filter { $0.path.hasPrefix("files/exports/") }
        return ExportsAtHand(
            lists.compactMap { file in
                let mark = String(file.path.dropFirst(14).dropLast(5))
                guard let json = try? JSONReader.read(file.bytes), var list = ExportList(json)
                else { return nil }
                list.entries.removeAll { subjects.contains($0.subject) }
                let about = list.document()
                let moment = Array("\(taken)\n".utf8)
                return ExportsAtHand.Source(
                    mark: mark, folder: "/srv/kept/\(mark)",
                    manifest: manifest(list, mark, about, moment), about: about, taken: moment)
            })
    }

    static func manifest(
        _ list: ExportList, _ mark: String, _ about: [UInt8], _ taken: [UInt8]
    ) -> [UInt8] {
        var lines = [
            "\(SHA256.digest(about).hexadecimal)  ABOUT-\(mark).json",
            "\(SHA256.digest(taken).hexadecimal)  TAKEN-\(mark)",
        ]
        lines += list.entries.map {
            "\(SHA256.digest($0.folder).hexadecimal)  \($0.folder)/SHA256SUMS"
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}
