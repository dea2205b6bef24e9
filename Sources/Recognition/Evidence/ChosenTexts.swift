import Formats
import Vocabulary

/// Texts that a runtime keeps in a folder of its own, of which settings choose one by its name:
/// `"outputStyle": "Field notes"`. The others lie there for another day.
struct ChosenTexts {
    private let documents: any Documents
    private let candidates: [PathBytes]

    /// Folders, lower case, and the word that the choosing key holds, or the key above it.
    private static let keys = [
        "output-styles": "outputstyle", "personalities": "personality", "sysprompt": "sysprompt",
    ]

    /// - Parameter candidates: texts whose class would change if settings choose them.
    init(_ documents: any Documents, candidates: [PathBytes]) {
        self.documents = documents
        self.candidates = candidates.filter {
            Self.keys[$0.folder.name.text.lowercased()] != nil
        }
    }

    /// The chosen ones, each with the settings that say so.
    func uses(in settings: [PathBytes]) -> [(path: PathBytes, evidence: Evidence)] {
        guard !candidates.isEmpty else { return [] }
        return settings.filter(Self.isSettings).flatMap { file in
            let near = candidates.filter {
                $0.isWithin(file.folder) || $0.folder.folder.folder == file.folder
            }
            guard !near.isEmpty, let bytes = documents.bytes(of: file), bytes.count < 256 << 10
            else { return [(path: PathBytes, evidence: Evidence)]() }
            let outline = SettingsOutline(bytes)
            let lines = String(decoding: bytes, as: UTF8.self).split(
                omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            return lines.enumerated().flatMap { index, line in
                near.filter { Self.chooses($0, String(line), { outline.keys(above: index) }) }
                    .map { path in
                        let says = "\(file.name.text) chooses it by its name"
                        return (
                            path,
                            Evidence(
                                .inferred, rule: "loader.chosen", says: says,
                                at: documents.locator(file, line: index + 1))
                        )
                    }
            }
        }
    }

    /// Whether a line gives the key of the text's folder, or a name below that key, the text's own.
    private static func chooses(
        _ path: PathBytes, _ line: String, _ above: () -> String
    ) -> Bool {
        guard let word = keys[path.folder.name.text.lowercased()],
            let sign = line.firstIndex(where: { $0 == ":" || $0 == "=" })
        else { return false }
        let stem = path.name.text.prefix { $0 != "." }
        let value = line[sign...].dropFirst()
        guard plain(value) == plain(stem), !plain(stem).isEmpty else { return false }
        let key = plain(line[..<sign])
        return key == word || key == "name" && plain(above()).hasPrefix(word)
    }

    /// Letters and digits alone, lower case: `"Field notes",` is the name of `fieldnotes.md`.
    private static func plain(_ text: some StringProtocol) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func isSettings(_ path: PathBytes) -> Bool {
        ["settings.json", "settings.local.json", "config.yaml", "config.yml", "config.json"]
            .contains(path.name.text.lowercased())
    }
}
