import Formats
import Vocabulary

/// What a folder's place says about everything in it, decided once for each folder.
struct FolderContext {
    /// Names of the folders from the root down, lower case; a root called `.something` counts.
    let segments: [String]
    /// `/a/b/c/`, lower case.
    let joined: String
    /// The folder that keeps copies: `backups`, `archive`, ….
    let archive: String?
    /// Whether samples and templates of others lie here.
    let isSample: Bool
    /// The folder that a package manager or hub filled.
    let vendor: String?

    /// Which of the places that artefacts ask for it is.
    var marks = PlaceMarks()

    init(segments: [String]) {
        self.segments = segments
        joined = "/" + segments.joined(separator: "/") + "/"
        archive =
            segments.contains("letsencrypt")
            ? nil : segments.first { Self.archives.contains($0) || Self.isDatedCopy($0) }
        vendor = segments.first { Self.vendors.contains($0) }
        isSample =
            segments.contains { Self.samples.contains($0) }
            || segments.contains("templates")
                && (joined.contains("/docs/templates/")
                    || joined.contains("/docs/reference/templates/"))
    }

    /// The context of a folder of that name, lower case, below another: only the name is looked at.
    init(name: String, below parent: FolderContext) {
        segments = parent.segments + [name]
        joined = parent.joined + name + "/"
        let isCopies = Self.archives.contains(name) || Self.isDatedCopy(name)
        let isExempt = name == "letsencrypt" || parent.segments.contains("letsencrypt")
        archive = isExempt ? nil : parent.archive ?? (isCopies ? name : nil)
        vendor = parent.vendor ?? (Self.vendors.contains(name) ? name : nil)
        let isTemplates =
            name == "templates"
            && (parent.segments.last == "docs" || parent.joined.hasSuffix("/docs/reference/"))
        let isPackage = parent.segments.contains("src") || parent.segments.contains("source")
        isSample = parent.isSample || Self.samples.contains(name) && !isPackage || isTemplates
    }

    /// Whether texts to be filled in lie here.
    var isTemplates: Bool { segments.contains("templates") }

    /// Whether what lies here is there for tests: nobody's own, whatever it says.
    var isTrial: Bool { segments.contains { Self.trials.contains($0) } }

    private static let trials: Set<String> = [
        "test", "tests", "testdata", "test_data", "fixtures", "e2e", "__tests__", "spec", "specs",
        "__snapshots__",
    ]

    /// Whether a program's output that nobody reads again lies here.
    var isOutput: Bool { segments.contains { Self.outputs.contains($0) } }

    private static let outputs: Set<String> = [
        "logs", "log", "cache", "caches", "out", "output", "tmp", ".cache",
    ]

    /// Words for folders of copies, in the languages seen so far.
    private static let archives: Set<String> = [
        "backup", "backups", "bak", "baks", ".backup", ".backups", "archive", "archives", "archiv",
        "archivo", "archivos", "archivio", "archiwum", "sauvegarde", "sauvegardes",
        "sicherung", "sicherungen", "copias", "copia", "kopia", "kopie", "kopior", "respaldo",
        "respaldos", "old", "previous", "attic", "alt", "vieux", "stare", "velhos", "pre-upgrade",
        ".old", "superseded", "retired", ".stversions", ".snapshots", ".history",
    ]
    private static let vendors: Set<String> = [
        "node_modules", "site-packages", "third_party", "third-party", "bower_components", ".git",
        "dist-packages",
    ]
    private static let samples: Set<String> = [
        "examples", "example", "samples", "sample", "skel", "boilerplate", "exemples", "beispiele",
        "ejemplos", "exemplos", "esempi", "przyklady",
    ]

    private static let backup = Array("backup".utf8)
    private static let upgrade = Array("pre-upgrade".utf8)

    /// `2026-02-14-pre-upgrade`, `soul-backup-2026`: a folder named as a copy.
    private static func isDatedCopy(_ name: String) -> Bool {
        guard name.utf8.count > 3 else { return false }
        let bytes = Array(name.utf8)
        return name.hasSuffix(".bak")
            || bytes.holds(backup) && name.contains(where: \.isNumber) || bytes.holds(upgrade)
    }
}
