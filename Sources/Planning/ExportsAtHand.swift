public import Vocabulary

/// Exports that were kept, as their folder tells: what a recovery has to go by when the place they
/// were taken from is gone.
public struct ExportsAtHand: Equatable, Sendable {
    /// The exports of one place.
    public struct Source: Equatable, Sendable {
        /// Id of the place they were taken from.
        public var place: String { list.place }
        /// What names of files that are about all of them end with.
        public var mark: String
        /// Absolute path of their folder on the machine that recovers.
        public var folder: String
        /// SHA-256 of their manifest of manifests, in hexadecimal.
        public var manifest: String
        /// When they were sealed, as date(1) wrote it: `2026-11-21T14:45:00Z`.
        public var taken: String
        /// Id of the plan that took them, in hexadecimal; nil where older ones do not say.
        public var plan: String?
        /// Id of the run that took them; nil where a person did, by the document.
        public var run: String?
        /// What they hold.
        public var list: ExportList
        /// SHA-256 of the list of what is encrypted, in hexadecimal; nil where nothing is.
        public var sealed: String?
        private let digests: [String: String]
        /// What the archive of each root holds, below the root, by folder; a folder whose list
        /// cannot be read is not there.
        public var paths: [String: Set<PathBytes>] = [:]

        /// Exports that are what their manifest says; nil where one of the three is not, or is
        /// none.
        ///
        /// - Parameters:
        ///   - manifest: `MANIFEST-` and the mark, as sha256sum(1) wrote it.
        ///   - about: `ABOUT-` and the mark.
        ///   - taken: `TAKEN-` and the mark: the moment, then `plan ID` and `run ID` where known.
        public init?(
            mark: String, folder: String, manifest: [UInt8], about: [UInt8], taken: [UInt8]
        ) {
            let sums = Self.sums(manifest)
            let told = String(decoding: taken, as: UTF8.self).split(separator: "\n")
            let moment = told.first
            guard sums["ABOUT-\(mark).json"] == SHA256.digest(about).hexadecimal,
                sums["TAKEN-\(mark)"] == SHA256.digest(taken).hexadecimal,
                let document = try? JSONReader.read(about), let list = ExportList(document),
                let moment, Timestamp.nanoseconds(String(moment)) != nil,
                list.entries.allSatisfy({ sums["\($0.folder)/SHA256SUMS"] != nil })
            else { return nil }
            digests = sums
            self.mark = mark
            self.folder = folder
            self.manifest = SHA256.digest(manifest).hexadecimal
            self.taken = String(moment)
            plan = told.first { $0.hasPrefix("plan ") }.map { String($0.dropFirst(5)) }
            run = told.first { $0.hasPrefix("run ") }.map { String($0.dropFirst(4)) }
            self.list = list
        }

        /// The names that the manifest of a folder lists; nil where it is not the one that was
        /// sealed.
        public func names(sums: [UInt8], of folder: String) -> [String]? {
            guard digests["\(folder)/SHA256SUMS"] == SHA256.digest(sums).hexadecimal else {
                return nil
            }
            return Self.sums(sums).keys.sorted()
        }

        /// Takes in what the archive of a root holds; nothing where its seals do not fit.
        ///
        /// - Parameters:
        ///   - list: `list` of that folder, paths ended by NUL.
        ///   - sums: `SHA256SUMS` of that folder.
        public mutating func take(list: [UInt8], sums: [UInt8], of folder: String) {
            guard digests["\(folder)/SHA256SUMS"] == SHA256.digest(sums).hexadecimal,
                let listed = Self.sums(sums).first(where: { $0.key.hasSuffix("list") })?.value,
                listed == SHA256.digest(list).hexadecimal
            else { return }
            paths[folder] = Set(list.split(separator: 0).map { PathBytes($0.dropFirst(2)) })
        }

        /// When they were sealed, nanoseconds since 1970.
        public var takenAt: Int64 { Timestamp.nanoseconds(taken) ?? 0 }

        private static func sums(_ manifest: [UInt8]) -> [String: String] {
            let lines = String(decoding: manifest, as: UTF8.self).split(separator: "\n")
            let pairs = lines.map { (String($0.dropFirst(66)), String($0.prefix(64))) }
            return Dictionary(pairs, uniquingKeysWith: { $1 })
        }
    }

    /// Sorted by place, one for each.
    public var sources: [Source]
    /// Absolute path of the private key that opens what is encrypted; never read here.
    public var key: String?

    /// Exports of several places.
    public init(_ sources: [Source], key: String? = nil) {
        self.key = key
        self.sources = sources.sorted { $0.place < $1.place }
    }

    /// The exports of a place.
    public func source(_ place: String) -> Source? { sources.first { $0.place == place } }

    /// The folder that holds what was taken of a subject.
    func folder(of subject: String, _ what: String) -> String? {
        for source in sources {
            let found = source.list.entries.first { $0.subject == subject && $0.what == what }
            if let found { return found.folder }
        }
        return nil
    }
}
