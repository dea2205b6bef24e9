internal import Places
public import Vocabulary

/// A plan's folder whose every file was, when it was opened, what MANIFEST says.
///
/// The folder may change at any moment afterwards: whoever is about to act takes the bytes from
/// `bytes(of:)`, which looks again, and acts on those bytes and never on the path.
public struct SealedPlan: Sendable {
    /// The folder, absolute, the links on the way to it resolved.
    public let folder: PathBytes
    /// The plan's id: the SHA-256 of MANIFEST's bytes, in 64 hexadecimal digits.
    public let id: String
    /// Digests in hexadecimal, by path within the folder; MANIFEST and approvals are not among them.
    public let digests: [String: String]
    /// plan.json.
    public let document: JSONValue
    /// What lies in the folder and is neither sealed nor MANIFEST nor below `approvals`, sorted.
    public let extras: [PathBytes]

    /// The most bytes that one file of a plan may have.
    static let limit = 1 << 30

    /// Opens a plan: every file that MANIFEST lists is there, a regular file, and has its digest.
    ///
    /// No link is followed below the folder.
    public static func open(_ folder: PathBytes) throws(TrustError) -> SealedPlan {
        guard let folder = Surroundings.resolved(folder) else { throw .noPlan(folder: folder) }
        let bytes: [UInt8]
        do { bytes = try LocalPlace().read("MANIFEST", below: folder, limit: limit) } catch {
            guard error.code == "ENOENT" || error.code == "ENOTDIR" else { throw .place(error) }
            throw .noPlan(folder: folder)
        }
        let digests = try Manifest.read(bytes).digests
        for path in digests.keys.sorted() where path != "plan.json" {
            _ = try read(path, below: folder, digest: digests[path])
        }
        let plan = try read("plan.json", below: folder, digest: digests["plan.json"])
        return SealedPlan(
            folder: folder, id: SHA256.digest(bytes).hexadecimal, digests: digests,
            document: try document(plan),
            extras: try extras(of: folder, besides: digests))
    }

    /// The bytes of a file of the plan, read and digested again, no link followed.
    ///
    /// A file that is not what MANIFEST said when the plan was opened is `.changed`.
    public func bytes(of path: String) throws(TrustError) -> [UInt8] {
        guard let digest = digests[path] else { throw .unlisted(path: path) }
        return try Self.read(path, below: folder, digest: digest)
    }

    /// The same, from another folder that should hold a copy of the plan.
    public func bytes(of path: String, in copy: PathBytes) throws(TrustError) -> [UInt8] {
        guard let digest = digests[path] else { throw .unlisted(path: path) }
        return try Self.read(path, below: copy, digest: digest)
    }

    /// The bytes of MANIFEST, whose digest is the plan's id.
    public func manifest() throws(TrustError) -> [UInt8] {
        try Self.read("MANIFEST", below: folder, digest: id)
    }

    private static func read(
        _ path: String, below folder: PathBytes, digest: String?
    ) throws(TrustError) -> [UInt8] {
        let bytes: [UInt8]
        do { bytes = try LocalPlace().read(PathBytes(path), below: folder, limit: limit) } catch {
            switch error.code {
            case "ENOENT", "ENOTDIR": throw .missing(path: path)
            case "ELOOP", "not-a-file": throw .notAFile(path: path)
            default: throw .place(error)
            }
        }
        guard SHA256.digest(bytes).hexadecimal == digest else { throw .changed(path: path) }
        return bytes
    }

    private static func document(_ bytes: [UInt8]) throws(TrustError) -> JSONValue {
        let document: JSONValue
        do { document = try JSONReader.read(bytes) } catch {
            throw .badPlan(why: "does not read: \(error.message), line \(error.line)")
        }
        guard document["kind"]?.string == "plan" else { throw .badPlan(why: "is no plan") }
        guard document["format"]?.integer == 1 else {
            throw .badPlan(why: "has a format that this program does not know")
        }
        return document
    }

    private static func extras(
        of folder: PathBytes, besides digests: [String: String]
    ) throws(TrustError) -> [PathBytes] {
        var options = WalkOptions()
        options.ignoreFile = nil
        options.readsContent = false
        options.crossesMounts = true
        options.lanes = 1
        let table: FileTable
        do { table = try LocalPlace().walk(folder, options: options) } catch { throw .place(error) }
        return table.records.indices.map { (table.records[$0].type, table.path(ofRecord: $0)) }
            .filter { type, path in
                type != .folder && path != "MANIFEST" && !path.isWithin("approvals")
                    && (path.isLossy || digests[path.text] == nil)
            }
            .map(\.1).sorted()
    }
}
