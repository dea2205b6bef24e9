internal import Vocabulary

/// The files of a scanned root: taken out, sealed, and what stays behind told.
extension PlanBuilder {
    /// Paths that go through their engine, not as files.
    var enginePaths: [PathBytes] {
        carriages.filter { $0.method == .logical || $0.method == .sqlite }.compactMap(\.store.path)
            .flatMap { path in
                [path]
                    + ["-wal", "-shm", "-journal"].map { PathBytes(bytes: path.bytes + $0.utf8) }
            }
    }

    mutating func addRootExport(_ root: MovingRoot, _ frozen: [String]) {
        let items = root.carried(without: enginePaths)
        guard !items.isEmpty || !trees(of: root).isEmpty else { return }
        let list = "files/lists/\(root.slug)"
        files[list] = PlanFile(path: list, bytes: Self.list(MovingRoot.withFolders(items)))
        let apart = pathsApart(root)
        let beds = GrowthBed.all(in: root, apart: apart)
        if !beds.isEmpty { addLeftOut(root, items, apart) }
        addRootDump(root, items, beds, frozen)
        addRootVerify(root)
    }

    /// The paths that are known and stay behind, so that no bed of growth takes them along.
    private mutating func addLeftOut(
        _ root: MovingRoot, _ items: [Item], _ apart: [PathBytes]
    ) {
        let carried = Set(items.map(\.path))
        let left = Set(root.items.map(\.path) + apart).filter { !carried.contains($0) }
        let path = "files/lists/left-\(root.slug)"
        files[path] = PlanFile(path: path, bytes: Self.list(left.sorted()))
    }

    /// What lies below a root and is no item: rolled up, or left out of the scan.
    private func pathsApart(_ root: MovingRoot) -> [PathBytes] {
        inventory.rollups.filter { $0.place == root.place && $0.root == root.path }.map(\.path)
            + inventory.excluded.filter { $0.place == root.place && $0.root == root.path }
            .map(\.path)
    }

    /// Adds to the list what has come to lie in beds of growth since it was written.
    private func grownText(_ root: MovingRoot, _ beds: [GrowthBed]) -> String {
        guard !beds.isEmpty else { return "" }
        return """

            export LC_ALL=C
            {
              \(beds.map(\.finding).joined(separator: "\n"))
            } | sort --zero-terminated --unique > "$E/found"
            sort --zero-terminated "$E/list" \(Self.folder)/files/lists/left-\(root.slug) > "$E/known"
            comm --zero-terminated -13 "$E/known" "$E/found" > "$E/grown"
            cat "$E/grown" >> "$E/list"
            rm "$E/found" "$E/known" "$E/grown"
            """
    }

    /// Adds what lies in trees that are told in one line and that hold what is only here.
    private func treesText(_ root: MovingRoot) -> String {
        let trees = trees(of: root)
        guard !trees.isEmpty else { return "" }
        let names = trees.map { ShellText.quote("./" + $0.text) }.joined(separator: " ")
        return "\nfind \(names) -print0 >> \"$E/list\""
    }

    /// Paths of trees below a root that are no items of their own and must not be lost.
    func trees(of root: MovingRoot) -> [PathBytes] {
        inventory.rollups.filter {
            $0.place == root.place && $0.root == root.path && $0.itemClass.isLoadBearing
        }.map(\.path).sorted()
    }

    private mutating func addRootDump(
        _ root: MovingRoot, _ items: [Item], _ beds: [GrowthBed], _ frozen: [String]
    ) {
        let id = "export/copy/\(root.slug)"
        let folder = "\(Self.exports)/\(root.slug)"
        let path = ShellText.quote(root.path.text)
        let body = """
            E=\(folder)
            rm --recursive --force "$E"
            install --directory --mode 0700 "$E"
            cp \(Self.folder)/files/lists/\(root.slug) "$E/list"
            cd \(path)\(grownText(root, beds))\(treesText(root))
            tar --create --file "$E/tree.tar" --numeric-owner --acls --xattrs --sparse \\
              --no-recursion --null --verbatim-files-from --files-from "$E/list"
            while IFS= read -r -d '' name; do
              if [ -f "$name" ] && [ ! -L "$name" ]; then sha256sum "$name"; fi
            done < "$E/list" > "$E/content.new"
            mv "$E/content.new" "$E/content.source"
            """
        var step = Step(
            id, .copy, "take the files of \(root.path.text) out", subject: root.id,
            place: root.place,
            action: .copy(from: root.path.text, to: "\(folder)/tree.tar", script: script(id, body)),
            verify: [
                Check(
                    "same", .look("tar --compare --file \(folder)/tree.tar --directory \(path)"),
                    proves: "the archive holds every file as it lies there")
            ],
            rollback: forgetting(folder))
        step.doneWhen = Check(
            "done", .look("test -e \(folder)/content.source"),
            proves: "the export ran to its end")
        step.needs = frozen
        step.effects.writes = ["\(root.place):\(folder)"]
        step.evidence =
            [PlanFacts.root(root.id, items)] + beds.map { PlanFacts.growth(root.id, $0) }
        let bytes = items.reduce(0) { $0 + $1.size }
        step.estimateSeconds = seconds(bytes)
        step.timeoutSeconds = 4 * 3600
        add(step, to: .export)
    }

    private mutating func addRootVerify(_ root: MovingRoot) {
        let id = "verify-export/check/\(root.slug)"
        let folder = "\(Self.exports)/\(root.slug)"
        var step = Step(
            id, .check, "the export of \(root.path.text) is whole", subject: root.id,
            place: root.place,
            action: run(
                id, "cd \(folder)\nsha256sum tree.tar content.source list > SHA256SUMS"),
            verify: [
                Check(
                    "sealed", .look("cd \(folder) && sha256sum --check --quiet SHA256SUMS"),
                    proves: "the export is, byte by byte, what was sealed"),
                Check(
                    "readable", .look("tar --list --file \(folder)/tree.tar > /dev/null"),
                    proves: "the archive can be read to its end"),
            ],
            rollback: .nothing(because: "it only adds digests"))
        step.needs = ["export/copy/\(root.slug)"]
        step.effects.writes = ["\(root.place):\(folder)/SHA256SUMS"]
        add(step, to: .verifyExport)
    }

    /// Says of every load-bearing thing that stays behind why it does.
    mutating func noteWhatIsNotCarried() {
        for carriage in carriages {
            guard case .none(let because) = carriage.method else { continue }
            lost.append(Consequence(subject: carriage.store.id, says: "not carried: \(because)"))
            if carriage.store.kind == .layer && carriage.store.itemClass.isLoadBearing {
                ask(
                    carriage.store.id, "What of \(carriage.store.name) must be kept, and where?",
                    because: "a writable layer is gone with its container")
            }
        }
        noteOwnRoots()
        for item in roots.flatMap(\.items) where item.verdict.itemClass.isLoadBearing {
            let isEnablement = MovingRoot.isEnablement(item)
            guard item.type != .folder, !MovingRoot.isCarried(item) || isEnablement else {
                continue
            }
            let why =
                isEnablement
                ? "it is made anew when the unit is enabled"
                : item.verdict.restore == .forbidden
                    ? "it must not be restored"
                    : "its kind or its export rule does not allow a copy"
            lost.append(Consequence(subject: item.id, says: "not carried: \(why)"))
        }
    }

    /// Says of locations that are a host's own that they stay, and asks what of them is needed.
    private mutating func noteOwnRoots() {
        for id in MovingRoot.own(in: inventory) {
            guard let root = inventory.items.first(where: { $0.id == id }),
                isInPlace || root.place != target.place
            else { continue }
            let count = ownFiles(of: root)
            lost.append(Consequence(subject: id, says: "not carried: " + stays(root, count)))
            if count > 0 {
                ask(
                    id,
                    "Which of \(root.root.text)'s \(count) own files must the target have?",
                    because: "no package brought them, or they were changed; the plan installs only"
                        + " what services are made of")
            }
        }
    }

    private func stays(_ root: Item, _ count: Int) -> String {
        if root.root.isWithin("/var/spool/cron") { return "its jobs go as services" }
        return count == 0
            ? "what lies in \(root.root.text) goes as stores and services"
            : "\(count) files of \(root.root.text) are the host's own"
    }

    /// Load-bearing files of a host's own location that no store and no service takes along.
    private func ownFiles(of root: Item) -> Int {
        guard !root.root.isWithin("/var/spool/cron") else { return 0 }
        let stores = inventory.stores.filter { $0.id.hasPrefix(root.place + "/store/") }
            .compactMap(\.path)
        let definitions = Set(
            inventory.services.filter { $0.place == root.place }.compactMap(\.definedIn))
        return inventory.items.count { item in
            let path = item.absolutePath
            return item.place == root.place && item.root == root.root && item.type != .folder
                && item.verdict.itemClass.isLoadBearing && !definitions.contains(path)
                && !stores.contains { store in
                    path.isWithin(store)
                        || ["-wal", "-shm", "-journal"].contains {
                            path.text == store.text + $0
                        }
                }
        }
    }
}
