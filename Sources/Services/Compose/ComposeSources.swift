internal import Formats
public import Vocabulary

/// The files of one compose project as they were found, before they are read.
public struct ComposeSource: Equatable, Sendable {
    /// The files in the order in which they are laid over each other.
    public var files: [PathBytes]
    /// The folder its relative paths start from.
    public var folder: PathBytes
    /// The folder compose is run in, where its `.env` names files elsewhere.
    public var start: PathBytes?
    /// What `-p` says, where a script does.
    public var name: String?
    /// Whether nothing reaches it.
    public var isVariant = false
    /// Whether it is the folder's own project, found without a script.
    public var isDefault = false
    /// What reached it: the scripts with their lines.
    public var reachedBy: [Evidence] = []

    /// The name of its group: the project's own, or folder and stem for one beside it.
    public func group(projectName: String) -> String {
        if !isVariant { return projectName }
        let file = files.first?.name.text ?? ""
        let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
        return folder.name.text + "." + stem
    }
}

/// Finds which compose files form one project (contract, *Ids*).
struct ComposeSources {
    private static let defaults = [
        "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
    ]
    private static let overrides = [
        "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
        "docker-compose.override.yaml",
    ]

    private static let endings = NameEndings([".yml", ".yaml"])

    private let documents: any Documents
    /// Every file that is named like a compose file, in byte order.
    let candidates: [PathBytes]

    init(_ documents: any Documents) {
        self.documents = documents
        let (files, may) = (documents.files, documents.allowing(.services))
        candidates = files.indices.filter { at in
            let path = files[at]
            guard Self.endings.mayEnd(path), !Self.isForeign(path) else { return false }
            if Self.isNamed(path.name.text) { return !Self.isSampleOverride(path.name.text) }
            return may[at] && Self.readsLikeOne(path, documents)
        }.map { files[$0] }
    }

    /// Projects that something reaches: a folder's default files, and lists in scripts.
    func reached() -> [ComposeSource] {
        let listing = documents.files.filter {
            $0.isNamed(".env") && !Self.isForeign($0)
                && documents.bytes(of: $0)?.holds("COMPOSE_FILE") == true
        }
        let folders = Set(candidates.map(\.folder) + listing.map(\.folder))
        var sources = folders.sorted().compactMap(ownProject)
        for list in ComposeLists.all(in: documents) { join(list, to: &sources) }
        return sources
    }

    /// A compose file that nothing reaches.
    func variant(_ file: PathBytes) -> ComposeSource {
        var source = ComposeSource(files: [file], folder: file.folder)
        source.isVariant = true
        return source
    }

    /// What `docker compose up` would read in a folder.
    private func ownProject(_ folder: PathBytes) -> ComposeSource? {
        let settings = documents.bytes(of: folder.appending(".env")).map { Dotenv.read($0).values }
        if let listed = settings?["COMPOSE_FILE"], !listed.isEmpty {
            let separator = settings?["COMPOSE_PATH_SEPARATOR"]?.first ?? ":"
            let files = listed.split(separator: separator).map {
                $0.hasPrefix("/")
                    ? PathBytes(String($0)).normalised
                    : folder.appending(String($0)).normalised
            }
            let present = files.filter { documents.type(of: $0) == .file }
            var source = made(present, present.first?.folder ?? folder)
            source?.start = folder
            return source
        }
        guard let base = first(Self.defaults, in: folder) else { return nil }
        let stem = base.name.text.prefix { $0 != "." }
        let over = Self.overrides.filter { $0.hasPrefix(stem) }
        let override = first(over, in: folder) ?? first(Self.overrides, in: folder)
        return made([base] + (override.map { [$0] } ?? []), folder)
    }

    private func made(_ files: [PathBytes], _ folder: PathBytes) -> ComposeSource? {
        guard !files.isEmpty else { return nil }
        var source = ComposeSource(files: files, folder: folder)
        source.isDefault = true
        return source
    }

    private func first(_ names: [String], in folder: PathBytes) -> PathBytes? {
        names.map { folder.appending($0) }.first { documents.type(of: $0) == .file }
    }

    /// A list of a script extends the project it shares a file with, or is a project of its own.
    private func join(_ list: ComposeList, to sources: inout [ComposeSource]) {
        guard let first = list.files.first else { return }
        let folder = list.folder ?? first.folder
        let index = sources.firstIndex { source in
            source.files.contains { list.files.contains($0) }
        }
        guard let index else {
            var source = ComposeSource(files: list.files, folder: folder)
            source.name = list.name
            source.reachedBy = [list.evidence]
            sources.append(source)
            return
        }
        for file in list.files where !sources[index].files.contains(file) {
            sources[index].files.append(file)
        }
        sources[index].name = sources[index].name ?? list.name
        sources[index].reachedBy.append(list.evidence)
    }

    /// Whether a name has `compose` as a word and is YAML's.
    static func isNamed(_ name: String) -> Bool {
        let lower = name.lowercased()
        guard lower.hasSuffix(".yml") || lower.hasSuffix(".yaml") else { return false }
        return lower.split { !$0.isLetter }.dropLast().contains("compose")
    }

    /// Whether a name is that of a sample of what may be laid over a project: it is none alone.
    private static func isSampleOverride(_ name: String) -> Bool {
        let words = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
        return words.contains("override")
            && !words.isDisjoint(with: ["example", "sample", "template", "dist"])
    }

    /// Whether a file that is called otherwise defines services all the same: `stack.yml`.
    private static func readsLikeOne(_ path: PathBytes, _ documents: any Documents) -> Bool {
        let name = path.name.text.lowercased()
        guard name.hasSuffix(".yml") || name.hasSuffix(".yaml"), name.first != ".",
            !documents.isCopy(path), !Copies.isAside(path.bytes[...]),
            let bytes = documents.bytes(of: path), bytes.count < 128 << 10, bytes.holds("image:"),
            bytes.starts(with: "services:".utf8) || bytes.holds("\nservices:")
        else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        var inside = false
        for line in text.split(whereSeparator: \.isNewline) {
            if line.first != " ", line.first != "#" { inside = line.hasPrefix("services:") }
            let bare = line.drop { $0 == " " }
            if inside, bare.hasPrefix("image: "), line.count - bare.count >= 4 { return true }
        }
        return false
    }

    /// Whether a path lies in what a package manager or a version control put there.
    static func isForeign(_ path: PathBytes) -> Bool {
        let foreign = ["node_modules", ".git", "site-packages", "vendor", ".venv", "venv"]
        return path.folder.bytes.split(separator: UInt8(ascii: "/")).contains { segment in
            foreign.contains { segment.elementsEqual($0.utf8) }
        }
    }
}
