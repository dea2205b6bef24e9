import Formats
import Knowledge
import Vocabulary

/// Whether losing a service's data would lose something (terminology: *state*), wherever the data
/// lies: a volume, a bind, a volume without a name, the writable layer.
struct StateVerdict {
    let documents: any Documents
    let playbooks: Playbooks

    /// Decides for every draft that its own reader left undecided.
    func decide(_ drafts: inout [ServiceDraft]) {
        let all = drafts
        let helpers = Self.helpers(all)
        for index in all.indices where all[index].service.holdsState == nil {
            let draft = all[index]
            if draft.service.kinds.contains("compose") || draft.service.kinds.contains("container")
            {
                drafts[index].service.holdsState =
                    !helpers.contains(draft.service.id) && container(draft, all)
            } else {
                drafts[index].service.holdsState = program(draft, all)
            }
        }
    }

    // MARK: containers

    /// Services that others wait for to be completed: they prepare what others keep.
    private static func helpers(_ drafts: [ServiceDraft]) -> Set<String> {
        Set(
            drafts.flatMap(\.dependencies).filter { $0.condition == "completed" }.map(\.to))
    }

    private func container(_ draft: ServiceDraft, _ all: [ServiceDraft]) -> Bool {
        let playbook =
            draft.service.image.flatMap { playbooks.playbook(forImage: $0) }
            ?? draft.baseImage.flatMap { playbooks.playbook(forImage: $0) }
            .flatMap { $0.holdsState == true || isOnly($0, draft) ? $0 : nil }
        if isMemoryOnly(draft, playbook) || isCacheOnly(draft, playbook) { return false }
        if let known = playbook?.holdsState {
            return known
                ? keeps(draft, playbook, all)
                : ownsState(
                    draft, besides: [.layer, .anonymous],
                    apart: (playbook?.stores ?? []).flatMap(\.at), isSecretApart: true)
                    || keepsBesides(draft)
        }
        return ownsState(draft, besides: [.layer]) && !isPreparation(draft, all)
    }

    /// Whether an image built on a known one, which keeps nothing, writes nowhere but where that does.
    private func isOnly(_ base: Playbook, _ draft: ServiceDraft) -> Bool {
        let places = base.stores.flatMap(\.at)
        return base.holdsState == false
            && draft.service.mounts.allSatisfy { $0.isReadOnly || places.contains($0.at) }
    }

    /// Whether it may write a store whose loss would lose something.
    private func ownsState(
        _ draft: ServiceDraft, besides kinds: Set<Store.Kind> = [], apart places: [String] = [],
        isSecretApart: Bool = false
    ) -> Bool {
        let writable = Set(
            draft.service.mounts.filter {
                !$0.isReadOnly && !($0.role == "secret" && isSecretApart)
                    && !places.contains($0.at)
            }
            .map(\.store))
        return draft.stores.contains { store in
            writable.contains(store.id) && store.kind != .tmpfs && !kinds.contains(store.kind)
                && (store.itemClass == .state || store.itemClass == .identity)
        }
    }

    /// Whether a folder of its settings, which it may write, holds what programs wrote.
    private func keepsBesides(_ draft: ServiceDraft) -> Bool {
        let writable = draft.service.mounts.filter { !$0.isReadOnly && $0.role == "config" }
        return draft.stores.contains { store in
            guard store.kind == .bind, let path = store.path,
                writable.contains(where: { $0.store == store.id })
            else { return false }
            return documents.type(of: path) == .folder
                && DataSigns.exist(below: path, in: documents)
        }
    }

    /// A program that is known to keep something, unless another holds it for this one.
    private func keeps(_ draft: ServiceDraft, _ playbook: Playbook?, _ all: [ServiceDraft]) -> Bool
    {
        if ownsState(draft, besides: [.layer]) { return true }
        let isEngine = playbook?.engine != nil && playbook?.engine != "sqlite"
        if isEngine { return true }
        let siblings = all.filter {
            $0.service.id != draft.service.id && $0.service.image == draft.service.image
                && $0.service.group == draft.service.group
        }
        if siblings.contains(where: { ownsState($0) }) || copiesElsewhere(draft) { return false }
        return !keepsElsewhere(draft) || keepsOwnKey(draft, playbook)
    }

    /// Whether nothing sets the key that a program then makes up itself, beside its data.
    private func keepsOwnKey(_ draft: ServiceDraft, _ playbook: Playbook?) -> Bool {
        guard let playbook, !playbook.keystones.isEmpty,
            playbook.stores.contains(where: { $0.role == "data" })
        else { return false }
        let set = Set(draft.service.environment + draft.service.environmentFrom.flatMap(\.names))
        return set.isDisjoint(with: playbook.keystones)
    }

    /// Last words of a key that tells the kind of a database: `KC_DB`, `DB_TYPE`.
    private static let kindWords: Set = [
        "db", "database", "type", "client", "vendor", "driver", "engine",
    ]

    /// Whether its variables name a database of another service for its data, or a kind of
    /// database that only a server keeps.
    private func keepsElsewhere(_ draft: ServiceDraft) -> Bool {
        let schemes = ["postgres", "mysql", "mariadb", "mongodb", "sqlserver"]
        return draft.leaves.contains { leaf in
            guard leaf.key.hasPrefix("environment.") || leaf.key.hasPrefix("config.") else {
                return false
            }
            if References.find(in: leaf.value, key: leaf.key).contains(where: { reference in
                schemes.contains { reference.scheme?.hasPrefix($0) == true }
            }) {
                return true
            }
            let words = KeyWords.words(leaf.key)
            let isDatabase = words.contains {
                ["db", "database", "postgres", "postgresql", "postgresdb", "mysql", "pg", "mongo"]
                    .contains($0)
            }
            let isKind = words.last.map(Self.kindWords.contains) ?? false
            return isDatabase
                && (words.last == "host"
                    || isKind && schemes.contains { leaf.value.lowercased().hasPrefix($0) })
        }
    }

    /// Whether its variables name a bucket, or a repository that is no folder, for its copies
    /// (restic's manual, *Preparing a new repository*).
    private func copiesElsewhere(_ draft: ServiceDraft) -> Bool {
        draft.leaves.contains { leaf in
            guard leaf.key.hasPrefix("environment.") else { return false }
            let words = KeyWords.words(leaf.key)
            let isRepository = ["repository", "repo"].contains(words.last)
            return words.contains("bucket")
                || isRepository
                    && [
                        "rest:", "sftp:", "s3:", "b2:", "rclone:", "swift:", "azure:", "gs:",
                        "ssh:",
                    ]
                    .contains { leaf.value.hasPrefix($0) }
        }
    }

    /// A program that was told to keep only what it fetches from elsewhere.
    private func isCacheOnly(_ draft: ServiceDraft, _ playbook: Playbook?) -> Bool {
        guard let variables = playbook?.cacheWhen, !variables.isEmpty else { return false }
        return variables.contains { draft.service.environment.contains($0) }
    }

    /// A Redis told to save nothing, a database in memory.
    private func isMemoryOnly(_ draft: ServiceDraft, _ playbook: Playbook?) -> Bool {
        guard let playbook, playbook.engine != nil else { return false }
        let data = playbook.stores.filter { $0.role == "data" && $0.itemClass == .state }
        let paths = data.flatMap(\.at).map { PathBytes($0) }
        let covering = draft.stores.filter { store in
            draft.service.mounts.contains { mount in
                mount.store == store.id && paths.contains { $0.isWithin(PathBytes(mount.at)) }
            }
        }
        if !covering.isEmpty && covering.allSatisfy({ $0.kind == .tmpfs }) { return true }
        guard playbook.engine == "redis" || playbook.engine == "valkey" else { return false }
        let words = draft.leaves.filter { $0.key.hasPrefix("command.") }.flatMap { leaf in
            // A shell's one argument is a line of its own.
            leaf.value.contains(" ")
                ? leaf.value.split(separator: " ").map { $0.filter { !"\"'".contains($0) } }
                : [leaf.value]
        }
        let saves = words.firstIndex(of: "--save").map { words.dropFirst($0 + 1).first ?? "" }
        let appends = words.firstIndex(of: "--appendonly").map {
            words.dropFirst($0 + 1).first ?? ""
        }
        return saves == "" && appends != "yes"
    }

    /// A shell that sets up what another service keeps, and ends.
    private func isPreparation(_ draft: ServiceDraft, _ all: [ServiceDraft]) -> Bool {
        let restarts = draft.service.restart ?? "no"
        guard restarts == "no" || restarts.hasPrefix("on-failure"), draft.service.ports.isEmpty
        else { return false }
        let stores = Set(draft.stores.filter { $0.itemClass == .state }.map(\.id))
        let isShared = all.contains { other in
            other.service.id != draft.service.id
                && other.stores.contains { stores.contains($0.id) }
        }
        let name = draft.service.name.lowercased()
        let isNamed = [
            "init", "setup", "migrate", "migration", "migrations", "seed", "bootstrap",
            "permissions", "chown", "backup",
        ].contains { part in name.split { !$0.isLetter }.contains { $0 == part } }
        return isShared && isNamed
    }

    // MARK: programs of the place

    private func program(_ draft: ServiceDraft, _ all: [ServiceDraft]) -> Bool {
        let service = draft.service
        guard service.kinds.contains("unit"), !service.kinds.contains("timer") else {
            return false
        }
        let name = service.command.first?.split(separator: "/").last.map(String.init) ?? ""
        let stem = service.name.split { $0 == "." || $0 == "@" }.first.map(String.init) ?? ""
        // What it starts keeps the data, in services of their own.
        if ["docker", "podman"].contains(name) && service.command.dropFirst().first == "compose"
            || name.hasSuffix("-compose")
        {
            return false
        }
        if draft.stores.contains(where: { $0.itemClass >= .state && $0.itemClass != .unknown }) {
            return true
        }
        let playbook =
            playbooks.playbook(forUnit: stem) ?? playbooks.playbook(forProgram: name)
        if isMemoryOnly(draft, playbook) { return false }
        if playbook?.holdsState == true { return true }
        if draft.mentions.contains(where: { $0.role == .data }) { return true }
        if draft.leaves.contains(where: Self.placesData) { return true }
        if namesData(draft) { return true }
        return service.restart != nil
            && writesState(draft, named: [stem, name], apart: Self.claimed(all, besides: draft))
    }

    /// Folders of `/var/lib` that other units keep as their own, by their last names.
    private static func claimed(_ all: [ServiceDraft], besides draft: ServiceDraft) -> Set<String> {
        let paths = { (one: ServiceDraft) in
            Set(
                one.stores.compactMap { $0.path?.text }
                    + one.mentions.filter { $0.role == .data }.map(\.path.text))
        }
        let own = paths(draft)
        let others = all.filter {
            $0.service.id != draft.service.id && $0.service.kinds.contains("unit")
        }
        return Set(
            others.flatMap { paths($0).subtracting(own) }.map { PathBytes($0) }
                .filter { $0.folder.text.hasSuffix("/var/lib") }.map(\.name.text))
    }

    /// Whether an option of its command gives it a database that is there: `--db /var/lib/a/b.sqlite`.
    private func namesData(_ draft: ServiceDraft) -> Bool {
        let words = draft.leaves.filter { $0.key.hasPrefix("command.") }.map(\.value)
        return zip(words, words.dropFirst()).contains { flag, value in
            ["--db", "--database", "--db-path", "--database-path", "--sqlite"].contains(flag)
                && value.first == "/"
                && placed(PathBytes(value)).contains {
                    documents.type(of: $0) == .file && DataSigns.isData($0)
                }
        }
    }

    /// Whether a configuration says where the program is to keep its data: `store_dir: /srv/a`.
    private static func placesData(_ leaf: ServiceDraft.Leaf) -> Bool {
        guard leaf.key.hasPrefix("config."), leaf.value.first == "/", leaf.value.count > 1 else {
            return false
        }
        let words = KeyWords.words(leaf.key)
        guard words.count == 2 else { return ["datadir", "dbpath"].contains(words.first) }
        return ["store", "storage", "data", "database", "db"].contains(words[0])
            && ["dir", "directory", "path", "folder"].contains(words[1])
    }

    /// A program that runs on and has data in its folder, or in those that bear its name.
    private func writesState(
        _ draft: ServiceDraft, named names: [String], apart claimed: Set<String>
    ) -> Bool {
        let folder = draft.service.workingFolder.map { PathBytes($0) }
        var folders = [folder].compactMap { $0 }
        for leaf in draft.leaves where leaf.value.first == "/" {
            guard ["command", "environment"].contains(leaf.key.prefix { $0 != "." }) else {
                continue
            }
            let path = PathBytes(leaf.value).normalised
            folders += placed(path).filter { documents.type(of: $0) == .folder }
        }
        if let folder, placed(folder).allSatisfy({ documents.type(of: $0) == nil }) {
            folders += [UnitHome.of(draft, in: documents)].compactMap { $0 }
        }
        let homes = documents.roots + [folder].compactMap { $0 }
        let words = Set(names.flatMap { $0.split(separator: "-").map(String.init) + [$0] })
        for home in homes {
            for name in words where name.count > 2 {
                let shared = claimed.contains(name) ? [] : ["var/lib/" + name]
                folders += (["." + name, ".config/" + name, ".local/share/" + name] + shared)
                    .map { home.appending($0) }
            }
        }
        return folders.contains {
            placed($0).contains { DataSigns.exist(below: $0, in: documents) }
        }
    }

    /// A folder of the running place, and as it lies below the roots of a copy.
    private func placed(_ folder: PathBytes) -> [PathBytes] {
        let inside = PathBytes(bytes: Array(folder.bytes.drop { $0 == UInt8(ascii: "/") }))
        return [folder] + documents.roots.map { $0.appending(inside) }
    }
}
