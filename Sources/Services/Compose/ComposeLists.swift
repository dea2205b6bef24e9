internal import Vocabulary

/// A list of compose files that a script hands to compose: `docker compose -f a -f b`.
struct ComposeList {
    let files: [PathBytes]
    let folder: PathBytes?
    let name: String?
    let evidence: Evidence
}

/// Finds the lists in Makefiles, scripts, units and package files.
enum ComposeLists {
    /// Every list, in the order of scripts and lines, each once.
    static func all(in documents: any Documents) -> [ComposeList] {
        documents.files.filter {
            mayCall($0) && !ComposeSources.isForeign($0)
                && (isScript($0) || isProgram($0, documents))
        }
        .flatMap { lists(of: $0, in: documents) }
    }

    private static let whole = [
        "makefile", "gnumakefile", "justfile", "taskfile.yml", "package.json",
    ]
    private static let ends = [".mk", ".sh", ".bash", ".zsh", ".just", ".service", ".make"]
    private static let endings = NameEndings(whole + ends)

    /// Whether a name is worth a closer look: its ending is a script's, or it has none.
    private static func mayCall(_ path: PathBytes) -> Bool {
        if endings.mayEnd(path) { return true }
        for byte in path.bytes.reversed() {
            if byte == UInt8(ascii: ".") { return false }
            if byte == UInt8(ascii: "/") { return true }
        }
        return true
    }

    private static func isScript(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        if whole.contains(name) || ends.contains(where: { name.hasSuffix($0) }) { return true }
        let folder = path.folder.name.text
        return !name.contains(".") && ["bin", "scripts", "script"].contains(folder)
    }

    /// A file without an ending that says which shell runs it.
    private static func isProgram(_ path: PathBytes, _ documents: any Documents) -> Bool {
        let name = path.name.bytes
        guard name.count <= 32, name.allSatisfy({ isWord($0) }),
            let bytes = documents.bytes(of: path)
        else { return false }
        return bytes.starts(with: "#!".utf8) && bytes.prefix(40).firstRange(of: "sh".utf8) != nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    private static func lists(of script: PathBytes, in documents: any Documents) -> [ComposeList] {
        guard let bytes = documents.bytes(of: script), bytes.count < 1 << 20 else { return [] }
        guard bytes.holds("compose") else { return [] }
        let text = String(decoding: bytes, as: UTF8.self)
        var settings = ScriptSettings()
        var found: [ComposeList] = []
        let home = script.name.text.hasSuffix(".service") ? workingFolder(text) : nil
        for (line, content) in ScriptLines.joined(text) {
            settings.note(content)
            let words = ScriptLines.words(settings.expanded(content))
            for call in ComposeCall.all(in: words) {
                let place = ComposePlace(script: script, folder: call.changedTo ?? home, documents)
                let files = call.files.compactMap(place.file)
                guard !files.isEmpty, files.count == call.files.count else { continue }
                let evidence = Evidence(
                    .declared, rule: "compose.files",
                    says: "handed to compose with "
                        + files.map(\.name.text).joined(separator: ", "),
                    at: documents.locator(script, line: line))
                found.append(
                    ComposeList(
                        files: files, folder: call.folder.flatMap(place.folder), name: call.name,
                        evidence: evidence))
            }
        }
        return found
    }
}

extension ComposeLists {
    /// The folder in which a unit runs its program.
    private static func workingFolder(_ unit: String) -> String? {
        let key = "WorkingDirectory="
        let line = unit.split(whereSeparator: \.isNewline).last { $0.hasPrefix(key) }
        return line.map { String($0.dropFirst(key.count).drop { $0 == "-" }) }
    }
}

/// Where a script's relative paths may start from.
private struct ComposePlace {
    let starts: [PathBytes]
    let documents: any Documents

    init(script: PathBytes, folder: String?, _ documents: any Documents) {
        self.documents = documents
        var starts: [PathBytes] = []
        if let folder, folder.first == "/" {
            starts.append(documents.placed(PathBytes(folder).normalised))
        }
        var current = script.folder
        while documents.roots.contains(where: { current.isWithin($0) }), !current.isEmpty {
            if let folder, folder.first != "/" {
                starts.append(current.appending(folder).normalised)
            }
            starts.append(current)
            current = current.folder
        }
        self.starts = starts
    }

    func file(_ written: String) -> PathBytes? { find(written, .file) }

    func folder(_ written: String) -> PathBytes? { find(written, .folder) }

    private func find(_ written: String, _ type: ItemType) -> PathBytes? {
        var path = written
        if path.contains("$") {
            guard let slash = path.lastIndex(where: { $0 == "}" || $0 == ")" || $0 == "\"" }),
                let rest = path[slash...].firstIndex(of: "/")
            else { return nil }
            path = String(path[path.index(after: rest)...])
        }
        if path.hasPrefix("/") {
            let absolute = PathBytes(path).normalised
            let place = documents.placed(absolute)
            return documents.type(of: place) == type ? place : nil
        }
        return starts.map { $0.appending(path).normalised }
            .first { documents.type(of: $0) == type }
    }
}
