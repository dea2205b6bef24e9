import Knowledge
import Vocabulary

/// Gives each draft the values of the configuration files that belong to it.
struct ConfigurationFiles {
    let documents: any Documents
    let playbooks: Playbooks

    /// The drafts with the leaves of their configuration.
    func attached(_ drafts: [ServiceDraft]) -> [ServiceDraft] {
        let single = Self.mountedAlone(drafts, documents)
        return drafts.map { draft in
            var draft = draft
            var seen: Set<PathBytes> = []
            let others = single.filter { $0.value != [draft.service.id] }
            var queue = owned(by: draft).filter { others[documents.placed($0)] == nil }
            while let next = queue.popLast() {
                let path = documents.placed(next)
                guard seen.count < 60, seen.insert(path).inserted else { continue }
                let leaves = leaves(of: path)
                draft.leaves += leaves
                queue += leaves.compactMap { named($0.value, in: draft) }
            }
            draft.configuration = seen.sorted()
            return draft
        }
    }

    /// Files that are mounted one by one, with the services that see them so: they are no one
    /// else's, though a folder above them is mounted too.
    private static func mountedAlone(
        _ drafts: [ServiceDraft], _ documents: any Documents
    ) -> [PathBytes: Set<String>] {
        var owners: [PathBytes: Set<String>] = [:]
        for draft in drafts {
            for mount in draft.mountedAt where documents.type(of: mount.source) == .file {
                owners[documents.placed(mount.source), default: []].insert(draft.service.id)
            }
        }
        return owners
    }

    private func leaves(of path: PathBytes) -> [ServiceDraft.Leaf] {
        guard let bytes = documents.bytes(of: path), bytes.count < 512 << 10 else { return [] }
        let leaves = ConfigurationText.leaves(path, bytes).map { leaf in
            ServiceDraft.Leaf(
                key: leaf.key == "upstream.host" ? leaf.key : "config." + leaf.key,
                value: leaf.value, file: path, line: leaf.line)
        }
        return Directory.withoutListings(leaves)
    }

    // MARK: which files

    private func owned(by draft: ServiceDraft) -> [PathBytes] {
        var found = draft.configuration
        for mount in draft.mountedAt { found += mounted(mount.source, at: mount.at) }
        let steersCompose = Self.steersCompose(draft)
        for leaf in draft.leaves where !steersCompose {
            let carrier = leaf.key.prefix { $0 != "." }
            guard ["command", "entrypoint", "environment"].contains(carrier) else { continue }
            found += [argument(leaf, of: draft)].compactMap { $0 }
        }
        if let build = draft.service.build {
            found += below(build, 2) { ConfigurationNames.isApplications($0, below: $1) }.prefix(20)
        }
        if draft.service.kinds.contains("unit") {
            found += ofUnit(draft, steersCompose: steersCompose)
        }
        return found
    }

    /// What lies in the folder a unit's program runs in, and in the one of `/etc` that bears its name.
    private func ofUnit(_ draft: ServiceDraft, steersCompose: Bool) -> [PathBytes] {
        var found = steersCompose ? [] : ofHome(draft)
        if let folder = draft.service.workingFolder, !steersCompose {
            // Compose's own variables are in a dotenv that lies beside its file.
            let composes = !below(
                PathBytes(folder), 1, { path, _ in ComposeSources.isNamed(path.name.text) }
            ).isEmpty
            found += below(PathBytes(folder), 1) {
                ConfigurationNames.isApplications($0, below: $1)
                    || $0.name == PathBytes(".env") && !composes
            }.prefix(8)
        }
        let parts = draft.service.name.split { $0 == "." || $0 == "@" }
        guard let stem = parts.first.map(String.init) else { return found }
        let bare = stem.hasSuffix("-server") ? String(stem.dropLast(7)) : stem
        for name in Set([stem, bare]).sorted() {
            found += below(PathBytes("/etc/" + name), 3) {
                ConfigurationNames.setsUp($0, below: $1) && !$0.text.contains("/sites-available/")
                    || $0.folder.name.text == "sites-enabled"
            }.prefix(30)
        }
        return found
    }

    /// Whether a unit starts containers by Compose: the files it names are those of others.
    private static func steersCompose(_ draft: ServiceDraft) -> Bool {
        draft.leaves.contains {
            $0.key.hasPrefix("command.")
                && ["compose", "docker-compose", "podman-compose"].contains(
                    PathBytes($0.value).name.text)
        }
    }

    /// What lies in the folder that a variable such as `APP_HOME` gives a unit's program as its own.
    private func ofHome(_ draft: ServiceDraft) -> [PathBytes] {
        let homes = draft.leaves.filter { leaf in
            leaf.key.hasPrefix("environment.") && leaf.value.first == "/"
                && ["_HOME", "_DIR", "_ROOT"].contains { leaf.key.hasSuffix($0) }
        }
        return homes.flatMap { home in
            below(PathBytes(home.value).normalised, 1) {
                ConfigurationNames.isApplications($0, below: $1) || $0.name == PathBytes(".env")
            }.prefix(8)
        }
    }

    private func below(
        _ folder: PathBytes, _ limit: Int, _ fits: (_ path: PathBytes, _ folder: PathBytes) -> Bool
    ) -> [PathBytes] {
        let place = documents.placed(folder)
        return documents.files(below: place).filter {
            depth($0, below: place) <= limit && fits($0, place)
        }
    }

    private func mounted(_ source: PathBytes, at inside: String) -> [PathBytes] {
        switch documents.type(of: source) {
        case .file: return [source]
        case .folder:
            let limit = isConfiguration(inside) ? 3 : 1
            return Array(
                below(source, limit) { ConfigurationNames.setsUp($0, below: $1) }.prefix(40))
        default: return []
        }
    }

    /// A file that an argument or variable names.
    private func argument(_ leaf: ServiceDraft.Leaf, of draft: ServiceDraft) -> PathBytes? {
        let value =
            leaf.value.split(separator: "=", maxSplits: 1).last.map(String.init) ?? leaf.value
        guard value.contains("/") || value.contains("."), ConfigurationNames.hasForm(value) else {
            return nil
        }
        let candidates = [
            named(value, in: draft), PathBytes(value),
            draft.service.workingFolder.map { PathBytes($0).appending(value) },
            draft.service.build?.appending(value), leaf.file.folder.appending(value),
        ]
        return candidates.compactMap { $0?.normalised }.first { documents.type(of: $0) == .file }
    }

    /// The file of configuration that a path inside the service means on the place.
    private func named(_ value: String, in draft: ServiceDraft) -> PathBytes? {
        guard value.first == "/", value.utf8.count < 256, ConfigurationNames.hasForm(value) else {
            return nil
        }
        let inside = PathBytes(value).normalised
        let mounts = draft.mountedAt.filter { inside.isWithin(PathBytes($0.at)) }
        guard let mount = mounts.max(by: { $0.at.utf8.count < $1.at.utf8.count }) else {
            let isOfPlace = draft.service.kinds.contains("unit") && draft.mountedAt.isEmpty
            return isOfPlace && documents.type(of: inside) == .file ? inside : nil
        }
        let below = inside.bytes.dropFirst(mount.at.utf8.count).drop { $0 == UInt8(ascii: "/") }
        let path = mount.source.appending(PathBytes(bytes: Array(below)))
        return documents.type(of: path) == .file ? path : nil
    }

    private func depth(_ path: PathBytes, below folder: PathBytes) -> Int {
        path.bytes.count { $0 == UInt8(ascii: "/") }
            - folder.bytes.count { $0 == UInt8(ascii: "/") }
    }

    private func isConfiguration(_ inside: String) -> Bool {
        inside.hasPrefix("/etc") || inside.contains("conf") || inside.contains("provision")
            || inside.contains("rules") || inside.contains("settings")
    }
}

/// Files that list the world instead of telling what their program needs.
enum Directory {
    private static let most = 12

    /// The leaves without those that name hosts outside, where a file names more than a few.
    static func withoutListings(_ leaves: [ServiceDraft.Leaf]) -> [ServiceDraft.Leaf] {
        let outside = leaves.map { leaf in
            References.find(in: leaf.value, key: leaf.key).compactMap { reference -> String? in
                guard case .host(let host, _) = reference.target, HostWords.isExternal(host) else {
                    return nil
                }
                return host
            }
        }
        guard Set(outside.joined()).count > most else { return leaves }
        return zip(leaves, outside).filter { $1.isEmpty }.map(\.0)
    }
}
