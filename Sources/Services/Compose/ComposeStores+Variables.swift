internal import Formats
internal import Vocabulary

extension ComposeStores {
    /// A folder that a variable tells the service to keep things in, and that no mount covers: it
    /// lies in the container's writable layer.
    func addToldByVariable(_ mounts: [ComposeMount], to draft: inout ServiceDraft) {
        guard !draft.stores.contains(where: { $0.kind == .layer }) else { return }
        let targets = mounts.map { PathBytes($0.target) }
        let told = compose.environment.first { variable in
            guard let value = variable.value, Self.namesKeptFolder(variable.name),
                Self.isOwnFolder(value)
            else { return false }
            let path = PathBytes(value).normalised
            return !targets.contains { path.isWithin($0) || $0.isWithin(path) }
        }
        guard let told, let path = told.value else { return }
        let evidence = Evidence(
            .inferred, rule: "environment.folder",
            says: "\(told.name) tells it to keep things at \(path), and nothing is mounted there",
            at: context.locator(told.origin))
        var store = Store(
            place: context.place, kind: .layer, name: "\(context.group)_\(compose.name)",
            itemClass: .state)
        store.evidence = [evidence]
        draft.stores.append(store)
        draft.service.stores.append(store.id)
        draft.service.mounts.append(Service.Mount(store: store.id, at: path))
        draft.dependencies.append(
            Dependency(from: draft.service.id, to: store.id, kind: .data, evidence: [evidence]))
    }

    /// `OUTBOX_DIR`, `UPLOAD_FOLDER`, `APP_DATA_PATH`: a word for what is kept, then one for a place.
    static func namesKeptFolder(_ name: String) -> Bool {
        let words = name.lowercased().split { $0 == "_" || $0 == "-" }.map(String.init)
        guard let last = words.last, ["dir", "directory", "folder", "path", "root"].contains(last)
        else { return false }
        let kept: Set<String> = [
            "data", "state", "storage", "store", "upload", "uploads", "outbox", "inbox", "queue",
            "spool", "attachments", "media", "archive", "memory", "sessions", "datadir", "output",
            "outputs", "exports", "documents", "db", "database", "sqlite",
        ]
        let built: Set<String> = [
            "cache", "log", "logs", "tmp", "temp", "template", "templates", "static", "config",
            "migrations", "schema", "model", "models", "test", "driver", "lib",
        ]
        return words.contains(where: kept.contains) && !words.contains(where: built.contains)
    }

    /// An absolute path that is neither the system's nor made anew at each start.
    static func isOwnFolder(_ path: String) -> Bool {
        let foreign = [
            "/tmp", "/run", "/var/run", "/var/tmp", "/dev", "/proc", "/sys", "/etc", "/usr",
            "/bin", "/sbin", "/lib", "/lib64",
        ]
        let resolved = PathBytes(path).normalised
        return path.hasPrefix("/") && resolved.bytes.count > 1
            && !path.contains { "$‹{* ,;".contains($0) }
            && !foreign.contains { resolved.isWithin(PathBytes($0)) }
    }
}
