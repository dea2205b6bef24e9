internal import Knowledge
internal import Vocabulary

/// Copies what cannot be replaced before anything is frozen or stopped.
extension PlanBuilder {
    mutating func buildSafeguard() {
        let keystones = keystoneFiles()
        for root in roots {
            let hot = root.safeguarded(keystones: keystones)
            let cold = root.coldOnly(keystones: keystones)
            if !hot.isEmpty { addSafeguard(root, hot) }
            if !cold.isEmpty { addColdList(root, cold) }
        }
    }

    /// Files that set a variable which unlocks a store.
    func keystoneFiles() -> Set<String> {
        var out: Set<String> = []
        for service in services {
            let names = Set(playbook(service)?.keystones ?? [])
            for source in service.environmentFrom where !names.isDisjoint(with: source.names) {
                out.insert(source.file.text)
            }
        }
        for store in inventory.stores {
            for keystone in store.keystones {
                let item = inventory.items.first { $0.id == keystone }
                if let item { out.insert(item.absolutePath.text) }
            }
        }
        return out
    }

    /// Paths below a root, each ended by NUL: names may hold anything else.
    static func list(_ paths: [PathBytes]) -> [UInt8] {
        paths.flatMap { [UInt8(ascii: "."), UInt8(ascii: "/")] + $0.bytes + [0] }
    }

    private mutating func addSafeguard(_ root: MovingRoot, _ items: [Item]) {
        let id = "safeguard/copy/\(root.slug)"
        let list = "files/lists/safeguard-\(root.slug)"
        files[list] = PlanFile(path: list, bytes: Self.list(items.map(\.path)))
        let tar = "\(Self.exports)/safeguard-\(root.slug).tar"
        let path = ShellText.quote(root.path.text)
        let body = """
            tar --create --file \(tar) --numeric-owner --acls --xattrs --directory \(path) \\
              --null --verbatim-files-from --files-from \(Self.folder)/\(list)
            sha256sum \(tar) > \(tar).sha256
            """
        var step = Step(
            id, .copy,
            "\(items.count) identity and keystone files of \(root.path.text) are copied first",
            subject: root.id, place: root.place,
            action: .copy(from: root.path.text, to: tar, script: script(id, body)),
            verify: [
                Check(
                    "count", .look("tar --list --file \(tar) | wc -l"), .equals("\(items.count)"),
                    proves: "every one of them is in the copy",
                    doesNotProve: "that a name with a line end is counted once"),
                Check(
                    "same", .look("tar --compare --file \(tar) --directory \(path)"),
                    level: 2, proves: "each copy is, byte by byte, the file that lies there",
                    doesNotProve: "that another host can read this disk"),
            ],
            rollback: .nothing(because: "a copy harms nobody"))
        step.needs = ["prepare/copy/plan-\(slug(root.place))"]
        step.effects.writes = ["\(root.place):\(tar)"]
        step.evidence = items.prefix(200).map(PlanFacts.item)
        step.estimateSeconds = seconds(items.reduce(0) { $0 + $1.size })
        add(step, to: .safeguard)
    }

    private mutating func addColdList(_ root: MovingRoot, _ items: [Item]) {
        let names = items.prefix(20).map { "\($0.path.text) (\($0.verdict.export.rawValue))" }
        let check = Check(
            "there",
            .look(
                items.prefix(20).map { "test -e \(ShellText.quote($0.absolutePath.text))" }
                    .joined(separator: "\n")), proves: "they are where they were seen")
        var step = Step(
            "safeguard/check/cold-\(root.slug)", .check,
            "copied only once their writer stands still: " + names.joined(separator: ", "),
            subject: root.id, place: root.place, action: check.probe, verify: [check],
            rollback: .nothing(because: "it only looks"))
        step.evidence = items.prefix(200).map { item in
            Evidence(
                .inferred, rule: "plan.cold",
                says: "export is \(item.verdict.export.rawValue): its writer must stand still",
                at: item.id)
        }
        add(step, to: .safeguard)
    }

    /// Seconds to read and write that many bytes at 50 MB a second, at least 5.
    func seconds(_ bytes: UInt64) -> Int { max(5, Int(bytes / 50_000_000) * 2) }
}
