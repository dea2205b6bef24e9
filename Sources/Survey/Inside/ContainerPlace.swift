import Formats
import Glibc
import Places
import Vocabulary

/// The inside of a container, reached through its engine's archive API: nothing is run in it.
///
/// What a walk shows is what the container wrote in its own layer. The rest is the image's, or lies
/// in mounts, which are looked at where they are.
struct ContainerPlace: PlaceAccess {
    let id: String
    private let fetch: ArchiveFetch
    private let changes: [EngineChange]
    private let mounts: [String]
    private let told: [String: String]

    /// The inside of a container of a place.
    init(
        _ container: EngineContainer, _ engine: RunningView.EngineView, at place: any PlaceAccess,
        words: ArchiveWords
    ) {
        id = Self.id(of: container, at: place.id)
        fetch = ArchiveFetch(place: place, words: words)
        changes = engine.changes[container.id] ?? []
        mounts = container.mounts.map(\.destination) + container.memory
        told = [
            "container": container.name, "engine": engine.name, "image": container.image,
        ]
    }

    /// PLACE`/in/`CONTAINER.
    static func id(of container: EngineContainer, at place: String) -> String {
        place + "/in/" + Identifiers.segment(container.name)
    }

    /// `container`.
    var reach: String { "container" }

    /// Its engine, name and image.
    func facts() -> [String: String] { told }

    /// None of its own: it runs on its host's.
    func machine(key: SecretKey) -> String? { nil }

    /// What could not be taken out, and what counts for nothing.
    struct Inside {
        /// Nil where nothing that lasts was written.
        var table: FileTable?
        var texts: [PathBytes: [UInt8]]
        var missing: [Place.Coverage.Gap]
    }

    /// Everything that lasts of the writable layer.
    func look(_ examiner: (any ContentExaminer)?) throws(PlacesError) -> Inside {
        let paths = LayerPaths(changes, mounts: mounts)
        // An engine mounts a container's volumes to read from it: not where there is nothing to read.
        guard !paths.wanted.isEmpty else {
            return Inside(table: nil, texts: [:], missing: gaps(paths, lost: [], cut: []))
        }
        let requests =
            paths.above.map { ArchiveFetch.Request(path: $0, limit: ArchiveFetch.head) }
            + paths.wanted.map { ArchiveFetch.Request(path: $0, limit: ArchiveFetch.most) }
        let answers = try fetch.fetch(requests)
        var listing = LayerListing(examiner)
        var lost: [PathBytes] = []
        for (index, request) in requests.enumerated() {
            let answer = answers.indices.contains(index) ? answers[index] : []
            if index < paths.above.count {
                listing.take(folder: request.path, answer)
            } else if !listing.take(request.path, answer) {
                lost.append(request.path)
            }
        }
        do {
            return Inside(
                table: try listing.table(place: id), texts: listing.texts,
                missing: gaps(paths, lost: lost, cut: listing.cut))
        } catch {
            throw .interrupted(place: id, why: "the engine's archive names things twice")
        }
    }

    private func gaps(
        _ paths: LayerPaths, lost: [PathBytes], cut: [PathBytes]
    ) -> [Place.Coverage.Gap] {
        var gaps: [Place.Coverage.Gap] = []
        if !paths.fleeting.isEmpty {
            gaps.append(
                .init(
                    what: "what was written below \(paths.fleeting.joined(separator: ", "))",
                    why: "caches, logs and runtime files, made anew by every run"))
        }
        if paths.left > 0 {
            gaps.append(
                .init(
                    what: "\(paths.left) more paths of the writable layer",
                    why: "the first \(LayerPaths.most) are taken out"))
        }
        gaps += lost.map { .init(what: $0.text, why: "the engine gave no archive of it") }
        gaps += cut.map { .init(what: $0.text, why: "larger than what is taken out") }
        return gaps
    }

    // MARK: one path at a time

    func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable {
        guard root == "/" else { throw Self.refusal("walk", root, ENOENT) }
        if let table = try look(examiner).table { return table }
        throw Self.refusal("walk", root, ENOENT)
    }

    func read(_ path: PathBytes, below root: PathBytes, limit: Int) throws(PlacesError) -> [UInt8] {
        let bytes = try head(of: path, below: root, count: limit + 1)
        guard bytes.count <= limit else { throw .larger(path: path, limit: limit) }
        return bytes
    }

    func head(
        of path: PathBytes, below root: PathBytes, count: Int
    ) throws(PlacesError) -> [UInt8] {
        let whole = root.appending(path)
        guard !whole.bytes.contains(0x0A) else { throw .outside(path: path) }
        let request = ArchiveFetch.Request(path: whole, limit: count + ArchiveFetch.head)
        var reader = TarReader()
        var found: [UInt8]?
        var rest = (try fetch.fetch([request]).first ?? [])[...]
        while let event = try? reader.next(&rest) {
            switch event {
            case .head(let member):
                guard member.isFile, found == nil else { throw .notAFile(path: path) }
                found = []
            case .piece(let bytes): found?.append(contentsOf: bytes)
            case .end: break
            }
        }
        guard let found else { throw Self.refusal("read", path, ENOENT) }
        return Array(found.prefix(count))
    }

    /// Nothing is ever run inside.
    func run(_ command: Command) throws(PlacesError) -> CommandResult {
        throw Self.refusal("run", PathBytes(command.arguments.first ?? ""), EPERM)
    }

    func processes() throws(PlacesError) -> ProcessFiles? { nil }

    private static func refusal(_ what: String, _ path: PathBytes, _ number: Int32) -> PlacesError {
        .failed(what: what, path: path, SystemError(number))
    }
}
