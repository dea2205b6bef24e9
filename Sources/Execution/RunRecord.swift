internal import Places
public import Vocabulary

/// One run of a plan: its folder with the plan as it was signed, the approval, and the journal.
public struct RunRecord: Equatable, Sendable {
    /// `YYYYMMDDThhmmssZ-` and eight digits of the plan's id.
    public var id: String
    /// The plan's id.
    public var plan: String
    /// Where the plan lay when the run began.
    public var planFolder: PathBytes
    /// Who approved; nil for a drill that nobody had to approve.
    public var principal: String?
    /// What the approval is called; nil without one.
    public var nonce: String?
    /// Ids of the places that it changes, sorted.
    public var places: [String]
    /// Nanoseconds since 1970.
    public var begun: Int64
    /// The folder of the run.
    public let folder: PathBytes

    /// A run that begins; its folder is not made yet.
    public init(plan: String, planFolder: PathBytes, places: [String], at: Int64, below: PathBytes)
    {
        let digits = Timestamp.text(nanoseconds: at).prefix(19).filter { $0 != "-" && $0 != ":" }
        id = "\(digits)Z-\(plan.prefix(8))"
        self.plan = plan
        self.planFolder = planFolder
        self.places = places.sorted()
        begun = at
        folder = below.appending(id)
    }

    /// The run's own copy of the plan.
    public var keptPlan: PathBytes { folder.appending("plan") }

    /// Makes the folder with the plan's files and the approval's; `files` by path.
    public func create(
        files: [String: [UInt8]], approval: [String: [UInt8]]
    ) throws(ExecutionError) {
        do {
            try PersonalFiles.createFolder(folder, mode: 0o700)
            for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
                try Self.write(bytes, to: keptPlan.appending(path))
            }
            for (name, bytes) in approval.sorted(by: { $0.key < $1.key }) {
                try Self.write(bytes, to: folder.appending("approvals").appending(name))
            }
            try Self.write(document(), to: folder.appending("run.json"))
        } catch {
            throw .file(path: folder, why: error.message)
        }
    }

    private static func write(_ bytes: [UInt8], to path: PathBytes) throws(SystemError) {
        try PersonalFiles.createFolder(path.folder, mode: 0o700)
        try PersonalFiles.replace(path, with: bytes, mode: 0o600)
    }

    /// A file of the run's folder; nil where there is none.
    public func file(_ name: String) throws(ExecutionError) -> [UInt8]? {
        try Journal.bytes(of: folder.appending(name))
    }

    private func document() -> [UInt8] {
        var out = JSONWriter(pretty: true)
        out.object { out in
            out.field("format", 1)
            out.field("kind", "run")
            out.field("id", id)
            out.field("plan", plan)
            out.field("folder", path: planFolder)
            out.field("principal", principal)
            out.field("nonce", nonce)
            out.field("places", places)
            out.field("begun", Timestamp.text(nanoseconds: begun))
            out.field("ns", begun)
        }
        return out.drain() + [UInt8(ascii: "\n")]
    }

    /// The run of a folder.
    public init(reading folder: PathBytes) throws(ExecutionError) {
        let path = folder.appending("run.json")
        guard let bytes = try Journal.bytes(of: path) else {
            throw .noRun("there is no run in \(folder.text)")
        }
        guard let json = try? JSONReader.read(bytes), json["kind"]?.string == "run",
            json["format"]?.integer == 1, let id = json["id"]?.string,
            let plan = json["plan"]?.string, let begun = json["ns"]?.integer
        else { throw .file(path: path, why: "it is no run of format 1") }
        self.id = id
        self.plan = plan
        planFolder =
            json["folder_base64"]?.string.flatMap(Base64.decode).map { PathBytes(bytes: $0) }
            ?? PathBytes(json["folder"]?.string ?? "")
        principal = json["principal"]?.string
        nonce = json["nonce"]?.string
        places = json["places"]?.strings ?? []
        self.begun = begun
        self.folder = folder
    }

    /// Every run kept in a folder, the newest last; what is no run is passed over.
    public static func all(below folder: PathBytes) -> [RunRecord] {
        PersonalFiles.names(in: folder).sorted().compactMap {
            try? RunRecord(reading: folder.appending($0))
        }
    }

    /// What its journal tells, without claiming it.
    public func ledger() throws(ExecutionError) -> Ledger {
        Ledger(try Journal.look(in: folder))
    }
}
