import Formats
import Vocabulary

/// Texts whose name a program puts together: a folder, a word given elsewhere, an ending.
///
/// `(FOLDER / f"{name}.md").read_text()` names no file; `load("reader")` and the folder's name do.
struct ComposedNames {
    /// A text that is loaded so, and what shows it.
    struct Use {
        let path: PathBytes
        let evidence: Evidence

        /// Whether somebody asks for the text by its own name, so that it matters little in what
        /// folder it lies.
        var isAskedFor: Bool { evidence.rule == "loader.composed" }

        /// Whether a program says whatever text of the folder it is asked for to a model.
        var isHanded: Bool { evidence.rule == "loader.handed" }
    }

    private let documents: any Documents
    private let byFolder: [String: [PathBytes]]

    /// - Parameter candidates: texts whose class would change if somebody loads them.
    init(_ documents: any Documents, candidates: [PathBytes]) {
        self.documents = documents
        byFolder = Dictionary(grouping: candidates) { $0.folder.name.text }
    }

    private typealias Source = (path: PathBytes, bytes: [UInt8])

    /// Texts that a program composes the name of and that some program names by its stem; with
    /// the program that does. Only programs that speak to a model count.
    func uses(in programs: [PathBytes]) -> [Use] {
        let code = read(programs.filter(Self.isCode)).filter { $0.bytes.count < 128 << 10 }
        let speaks = code.map { ModelSpeech.isIn($0.bytes) }
        let speaking = zip(code, speaks).filter { $1 }.map { $0.0 }
        let made = code.map { composed($0.bytes) }
        let open = Set(made.joined()).sorted()
        var found = speaking.flatMap(goneThrough)
        found += speaking.flatMap { program in
            HandedTexts.folders(program.bytes).flatMap { handed in
                (byFolder[handed.folder] ?? []).filter {
                    $0.name.text.hasSuffix(handed.ending)
                }
            }.map { handedUse($0, program.path) }
        }
        var chosen = Set(zip(made, speaks).filter { $1 }.flatMap { $0.0 }.map(\.folder))
        let names = speaking.map(\.path)
        // Schedules, scripts and settings: they say nothing to a model themselves.
        let others = open.isEmpty ? [] : read(programs.filter { !Self.isCode($0) })
        for path in open {
            let stem = path.name.text.split(separator: ".").first.map(String.init) ?? ""
            guard stem.count > 2,
                let loader = speaking.first(where: { Self.quotes(stem, in: $0.bytes) })
                    ?? others.first(where: {
                        Self.calls(names, stem, in: $0.bytes) || Self.chooses(stem, in: $0)
                    })
            else { continue }
            chosen.insert(path.folder)
            found.append(
                Use(
                    path: path,
                    evidence: Evidence(
                        .inferred, rule: "loader.composed",
                        says:
                            "\(loader.path.name.text) asks for \(stem), which lies in a folder that is read by name",
                        at: documents.locator(loader.path))))
        }
        return found + companions(of: found.map(\.path), in: Set(open), chosen)
    }

    private func read(_ paths: [PathBytes]) -> [Source] {
        paths.compactMap { path in documents.bytes(of: path).map { (path, $0) } }
    }

    private func handedUse(_ path: PathBytes, _ program: PathBytes) -> Use {
        Use(
            path: path,
            evidence: Evidence(
                .inferred, rule: "loader.handed",
                says:
                    "\(program.name.text) says to a model whichever text of its folder is asked for",
                at: documents.locator(program)))
    }

    /// Every text of a folder that a program goes through.
    private func goneThrough(_ program: Source) -> [Use] {
        FolderReads.texts(program.bytes, byFolder, near: program.path).map { path in
            Use(
                path: path,
                evidence: Evidence(
                    .inferred, rule: "loader.folder",
                    says: "\(program.path.name.text) reads every text of its folder",
                    at: documents.locator(program.path)))
        }
    }

    /// Whether a schedule or script starts one of the programs with the word behind it:
    /// `run.py reader`.
    private static func calls(_ programs: [PathBytes], _ stem: String, in bytes: [UInt8]) -> Bool {
        guard bytes.count < 64 << 10, bytes.holds(Array(stem.utf8)) else { return false }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).contains {
            let words = $0.split { " \t\"'".contains($0) }
            guard words.contains(where: { $0 == stem }) else { return false }
            let isNamed = words.contains { word in
                programs.contains { word.hasSuffix($0.name.text) }
            }
            return isNamed || callsModule(programs, words)
        }
    }

    /// Whether a command starts a package, or a module in it, that one of the programs belongs to:
    /// `python -m oracle.reader`.
    private static func callsModule(_ programs: [PathBytes], _ words: [Substring]) -> Bool {
        guard let flag = words.firstIndex(of: "-m"), flag + 1 < words.count,
            let package = words[flag + 1].split(separator: ".").first
        else { return false }
        return programs.contains { $0.folder.name.text == package }
    }

    /// Whether a setting has the word alone as its value: `persona: reader`.
    private static func chooses(_ stem: String, in file: Source) -> Bool {
        guard file.bytes.count < 64 << 10, file.bytes.holds(Array(stem.utf8)),
            settings.contains(where: { file.path.name.text.lowercased().hasSuffix($0) })
        else { return false }
        return String(decoding: file.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .contains { line in
                guard let sign = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else {
                    return false
                }
                return line[sign...].dropFirst().split { " \t\"',".contains($0) } == [stem[...]]
            }
    }

    private static let settings = [".yaml", ".yml", ".toml", ".json", ".ini", ".conf", ".cfg"]

    /// Texts beside those that are asked for, in a folder read by name, that make their reader into
    /// somebody: whoever is asked for at run time.
    private func companions(
        of named: [PathBytes], in open: Set<PathBytes>, _ folders: Set<PathBytes>
    ) -> [Use] {
        open.subtracting(named).filter { folders.contains($0.folder) }.sorted().compactMap { path in
            guard let bytes = documents.bytes(of: path),
                AddressSigns.opensToReader(
                    AddressSigns.withoutHeading(String(decoding: bytes.prefix(2048), as: UTF8.self))
                )
            else { return nil }
            return Use(
                path: path,
                evidence: Evidence(
                    .inferred, rule: "loader.companion",
                    says: "it lies where texts are read by name", at: nil))
        }
    }

    private static func isCode(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        return [".py", ".js", ".ts", ".mjs", ".cjs", ".rb", ".go", ".rs", ".php", ".sh", ".ex"]
            .contains { name.hasSuffix($0) }
    }

    /// Candidates of the folders that a program names, with an ending that it puts behind a word.
    private func composed(_ bytes: [UInt8]) -> [PathBytes] {
        let endings = ComposedEndings.all(in: bytes)
        guard !endings.isEmpty else { return [] }
        return byFolder.filter { Self.quotes($0.key, in: bytes) || Self.leads($0.key, in: bytes) }
            .flatMap(\.value).filter { path in endings.contains { path.name.text.hasSuffix($0) } }
    }

    private static func quotes(_ word: String, in bytes: [UInt8]) -> Bool {
        word.count > 2
            && ["\"\(word)\"", "'\(word)'", "`\(word)`"].contains { bytes.holds(Array($0.utf8)) }
    }

    private static func leads(_ word: String, in bytes: [UInt8]) -> Bool {
        word.count > 2
            && ["/\(word)/", "\"\(word)/", "'\(word)/", "`\(word)/", "/\(word)\""].contains {
                bytes.holds(Array($0.utf8))
            }
    }
}
