import Glibc
import History
import Vocabulary

/// A folder of its own for one test, removed at the end.
final class Scratch {
    let folder: PathBytes
    var history: PathBytes { folder.appending("state/history.db") }

    init() {
        var template = Array("/tmp/bedplate-history-XXXXXX".utf8CString)
        mkdtemp(&template)
        folder = PathBytes(bytes: template.dropLast().map { UInt8(bitPattern: $0) })
    }

    deinit {
        var process = pid_t()
        let arguments = ["rm", "-rf", folder.text].map { $0.withCString { strdup($0) } } + [nil]
        posix_spawnp(&process, "rm", nil, nil, arguments, environ)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        for argument in arguments { free(argument) }
    }

    func mode(_ path: PathBytes) -> mode_t {
        var status = stat()
        stat(path.bytes.map { CChar(bitPattern: $0) } + [0], &status)
        return status.st_mode & 0o7777
    }
}

/// A small made-up table: files by path, with their contents as their digests.
func table(_ files: [String: String], root: PathBytes = "/srv/x") -> FileTable {
    var table = FileTable(place: "local", root: root)
    table.rootRecord.typeCode = ItemType.folder.rawValue
    table.began = 1_000
    addFolder("", parent: 0, entry: .max, files, to: &table)
    return table
}

private func addFolder(
    _ path: String, parent: UInt32, entry: UInt32, _ files: [String: String],
    to table: inout FileTable
) {
    let index = UInt32(table.folders.count)
    let below = files.keys.filter { path.isEmpty || $0.hasPrefix(path + "/") }
        .map { $0.dropFirst(path.isEmpty ? 0 : path.count + 1) }
    let names = Set(below.map { String($0.prefix { $0 != "/" }) })
        .sorted { Array($0.utf8).lexicographicallyPrecedes($1.utf8) }
    var folder = FolderRecord()
    folder.parent = parent
    folder.entry = entry
    folder.first = UInt32(table.records.count)
    folder.count = UInt32(names.count)
    table.folders.append(folder)
    for name in names {
        var record = FileRecord()
        record.folder = index
        record.nameOffset = UInt32(table.names.count)
        record.nameLength = UInt16(name.utf8.count)
        table.names += Array(name.utf8)
        let full = path.isEmpty ? name : path + "/" + name
        if let content = files[full] {
            record.size = UInt64(content.utf8.count)
            record.modified = 1_700_000_000_123_456_789
            record.digest = SHA256.digest(content)
            record.flags = FileRecord.Flag.digested
        } else {
            record.typeCode = ItemType.folder.rawValue
        }
        table.records.append(record)
    }
    for (offset, name) in names.enumerated() {
        let full = path.isEmpty ? name : path + "/" + name
        if files[full] != nil { continue }
        addFolder(full, parent: index, entry: folder.first + UInt32(offset), files, to: &table)
    }
    table.folders[Int(index)].end = UInt32(table.folders.count)
}

/// The table with one verdict for all, and one for files named `secret`.
func classified(_ table: FileTable) -> ClassifiedTable {
    let plain = Verdict(.state, evidence: [Evidence(.inferred, rule: "test", says: "kept")])
    var secret = Verdict(.config, evidence: [Evidence(.inferred, rule: "test", says: "secret")])
    secret.secret = .material
    secret.secrets = [SecretFinding(kind: "token", count: 1, fingerprints: ["0123456789abcdef"])]
    return ClassifiedTable(
        table: table, verdicts: [plain, secret],
        verdictOfRecord: table.records.map { table.name($0).elementsEqual("secret".utf8) ? 1 : 0 },
        rootVerdict: plain,
        dispositions: table.records.map {
            $0.flags & FileRecord.Flag.excluded != 0 ? .excluded : .listed
        })
}

/// An inventory of that scope with nothing in it.
func rest(_ taken: Int64, name: String? = nil, scope: [String] = ["local:/srv/x"]) -> Inventory {
    var inventory = Inventory()
    inventory.snapshot.taken = taken
    inventory.snapshot.name = name
    inventory.snapshot.scope = scope
    inventory.places = [Place(id: "local", reach: "local", facts: ["os": "test"])]
    return inventory
}
