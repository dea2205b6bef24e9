internal import Knowledge
internal import Vocabulary

/// Chooses one change for the worse for each kind of asset that a rehearsal carries.
extension PlanBuilder {
    /// The controls, stores first; their scripts become files of the plan.
    mutating func buildControls() -> [Control] {
        var out: [Control] = []
        for carriage in carriages where carriage.isCarried && !isKeptOnly(carriage) {
            if let control = control(carriage) { out.append(control) }
        }
        for root in roots where ids(.import).contains("import/copy/\(root.slug)") {
            out += rootControls(root)
        }
        for place in sources + gone {
            if let control = exportControl(place) { out.append(control) }
        }
        return out
    }

    /// What is carried and changed for the worse by no control, each with its reason.
    func uncontrolled(_ tried: [Control]) -> [Rehearsal.LeftOut] {
        let subjects = Set(tried.map(\.subject))
        return carriages.filter { !subjects.contains($0.store.id) }.compactMap { carriage in
            reasonWithoutControl(carriage).map {
                Rehearsal.LeftOut(step: "control/\(carriage.slug)", because: $0)
            }
        }
    }

    private func reasonWithoutControl(_ carriage: Carriage) -> String? {
        switch carriage.method {
        case .withRoot, .withParent, .none: return nil
        case .withImage:
            return "it goes with its image, and nothing of that is changed for the worse"
        case .logical, .sqlite, .tree: break
        }
        if isKeptOnly(carriage) { return "it is only kept, and nothing compares it" }
        let procedures = carriagePlaybook(carriage)?.procedures
        if carriage.method != .tree, procedures?.spoil.isEmpty ?? true {
            return "nobody has described a change for the worse of it"
        }
        return "what compares it is not part of the drill"
    }

    private mutating func control(_ carriage: Carriage) -> Control? {
        let id = "control/\(carriage.slug)"
        let load = "import/load/\(carriage.slug)"
        var out = Control(
            id: id, subject: carriage.store.id, asset: "tree",
            says: "a byte of one file is flipped",
            change: .nothing(because: ""), mending: .again(step: load),
            step: "verify-import/check/\(carriage.slug)", gathersAnew: true)
        if carriage.method == .tree {
            let names = "cut --characters 67- \(exportFolder(carriage))/content.source"
            out.change = run(id, Self.flipping(names, below: carriage.targetPath))
            out.mending = .action(out.change)
            return out
        }
        guard let playbook = carriagePlaybook(carriage), !playbook.procedures.spoil.isEmpty else {
            return nil
        }
        let text = CommandText(playbook.procedures, targetContext(carriage))
        out.asset = playbook.engine ?? playbook.id
        out.says = playbook.procedures.spoil.map(\.proves).filter { !$0.isEmpty }
            .joined(separator: "; ")
        out.change = run(id, text.text(playbook.procedures.spoil))
        if !playbook.procedures.mend.isEmpty {
            out.mending = .action(run(id + "-mend", text.text(playbook.procedures.mend)))
        } else if carriage.method == .logical && !loadsRunning(carriage) {
            return nil
        }
        return out
    }

    /// One file of each class that bears load, the first that came to rest while it was read.
    private mutating func rootControls(_ root: MovingRoot) -> [Control] {
        let files = root.carried(without: enginePaths).filter { item in
            item.type == .file && item.size > 0
                && !item.path.bytes.contains { $0 == UInt8(ascii: "\\") || $0 < 32 }
        }
        return [ItemClass.identity, .state, .config].compactMap { itemClass -> Control? in
            let named = files.filter { $0.verdict.itemClass == itemClass }.prefix(50)
            guard !named.isEmpty else { return nil }
            let id = "control/\(root.slug)-\(itemClass.rawValue)"
            let names = named.map { ShellText.quote("./" + $0.path.text) }.joined(separator: " ")
            let steady = "cut --characters 67- \(Self.exports)/\(root.slug)/content.source"
            let change = run(
                id,
                Self.flipping(
                    "printf '%s\\n' \(names) | grep --fixed-strings --line-regexp "
                        + "--file <(\(steady))",
                    below: root.path.text))
            return Control(
                id: id, subject: root.id, asset: itemClass.rawValue,
                says: "a byte of one \(itemClass.rawValue) file is flipped", change: change,
                mending: .action(change), step: "verify-import/check/\(root.slug)",
                gathersAnew: false)
        }
    }

    /// A byte of what was brought over, which the check of the transfer must see.
    private mutating func exportControl(_ place: String) -> Control? {
        guard ids(.transfer).contains(transferID(place)) else { return nil }
        let id = "control/export-\(slug(place))"
        let names =
            "cd \(Self.exports) && find . -type f -size +0 ! -name SHA256SUMS "
            + "! -name loading ! -name loaded -path './*/*' | LC_ALL=C sort"
        let change = run(id, Self.flipping("{ \(names); }", below: Self.exports))
        return Control(
            id: id, subject: place, asset: "export", says: "a byte of one export is flipped",
            change: change, mending: .action(change), step: transferID(place), gathersAnew: false)
    }

    /// Flips the lowest bit in the middle of the first file that is named; done twice it is undone.
    private static func flipping(_ names: String, below folder: String) -> String {
        """
        name=$({ \(names) || true; } | sed --quiet 1p)
        test -n "$name"
        to=\(ShellText.quote(folder))
        if [ -d "$to" ]; then to=$to/$name; fi
        at=$(($(stat --format %s "$to") / 2))
        byte=$(od --address-radix=n --format=u1 --skip-bytes="$at" --read-bytes=1 "$to")
        printf "\\\\$(printf %o $((byte ^ 1)))" \\
          | dd of="$to" bs=1 seek="$at" conv=notrunc status=none
        """
    }
}
