import Vocabulary

extension Summary {
    /// The summary as a short letter, under sixty lines.
    public var text: String { text(in: .plain) }

    /// The same with emphasis on classes and severities.
    public func text(in paint: Paint) -> String {
        let sections = [
            heading, whatIsThere(paint), whatCannotBeReplaced(paint), whatRuns, whatIsFleeting,
            whatNobodyWrote(paint), whatIsMissing,
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    private var heading: [String] {
        let roots = snapshot.scope.map(Shown.text).joined(separator: ", ")
        var lines = ["Looked at \(roots.isEmpty ? "nothing" : roots)"]
        var details: [String] = []
        if snapshot.taken != 0 { details.append(Timestamp.text(nanoseconds: snapshot.taken)) }
        if let name = snapshot.name { details.append("\"\(Shown.text(name))\"") }
        if !snapshot.id.isEmpty {
            details.append("snapshot \(snapshot.id.dropFirst("sha256:".count).prefix(12))")
        }
        if !details.isEmpty { lines.append(details.joined(separator: ", ")) }
        if !probed.isEmpty {
            let places = probed.map(Shown.text).joined(separator: ", ")
            lines.append("Our probe was put there to look, as asked: \(places)")
        }
        return lines.map { Shown.cut($0, to: 100) }
    }

    private func whatIsThere(_ paint: Paint) -> [String] {
        var columns = Columns(right: [1, 2], painted: ([0], paint))
        for count in counts where count.items > 0 {
            columns.rows.append([
                count.itemClass.rawValue, Amount.count(count.items), Amount.bytes(count.bytes),
                count.itemClass.meaning,
            ])
        }
        guard !columns.rows.isEmpty else { return [] }
        var lines = ["What is there"] + columns.lines
        if !rollups.isEmpty {
            let files = rollups.reduce(0) { $0 + $1.files }
            lines.append(
                "  (\(Amount.count(files, "file")) of it in "
                    + "\(Amount.count(rollups.count, "tree")) told as one line each)")
        }
        return lines
    }

    private func whatCannotBeReplaced(_ paint: Paint) -> [String] {
        guard !loadBearing.isEmpty else { return [] }
        var columns = Columns(painted: ([1], paint))
        for line in loadBearing.prefix(9) {
            columns.rows.append([
                Shown.cut(Shown.path(line.path), to: 44), line.itemClass.rawValue,
                Shown.text(line.says),
            ])
        }
        return ["What could not be replaced"] + columns.lines
            + more(loadBearing.count - 9, "bedplate show --class identity --class state")
    }

    private var whatRuns: [String] {
        guard !services.isEmpty || !external.isEmpty else { return [] }
        var columns = Columns()
        for service in services.prefix(12) {
            columns.rows.append(SummaryService(service, roots: roots).cells)
        }
        var title = "What runs, or would run: \(Amount.count(services.count, "service")), "
        title += "\(Amount.count(stores.count, "store")), "
        title += Amount.count(dependencies, "dependency", "dependencies")
        var lines = [title] + columns.lines + more(services.count - 12, "bedplate graph")
        if !external.isEmpty {
            let names = external.map { Shown.text($0.name) }.joined(separator: ", ")
            lines.append(Shown.cut("  and outside: \(names)", to: 100))
        }
        return lines
    }

    /// The scanned roots without their places.
    private var roots: [String] {
        snapshot.scope.compactMap { root in
            root.firstIndex(of: "/").map { String(root[$0...]) }
        }
    }

    private var whatIsFleeting: [String] {
        guard !fleeting.isEmpty else { return [] }
        var columns = Columns()
        for entry in fleeting.prefix(5) {
            let owners = entry.owners.map { Shown.text($0.name) }.joined(separator: ", ")
            columns.rows.append([
                Shown.cut(Shown.text(entry.store.name), to: 44), entry.store.kind.meaning,
                owners.isEmpty ? "" : "of \(owners)",
            ])
        }
        return ["What would be lost if the containers were made anew today"] + columns.lines
            + more(fleeting.count - 5, "bedplate graph")
    }

    private func whatNobodyWrote(_ paint: Paint) -> [String] {
        guard let holes else { return [] }
        guard !holes.isEmpty else { return ["Nothing is left that nobody has written down."] }
        let severities = HoleEntry.severities.compactMap { severity -> String? in
            let count = holes.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity)"
        }
        var columns = Columns(painted: ([0], paint))
        for hole in holes.prefix(5) {
            columns.rows.append([hole.severity, Shown.text(hole.question)])
        }
        return ["What nobody has written down: \(severities.joined(separator: ", "))"]
            + columns.lines + more(holes.count - 5, "bedplate holes")
    }

    private var whatIsMissing: [String] {
        guard !isComplete else { return [] }
        var lines = gaps.map { gap in
            let privilege = gap.gap.privilege.map { "; \(Shown.text($0)) would show it" } ?? ""
            return "  \(Shown.text(gap.place)): \(Shown.text(gap.gap.what)): "
                + Shown.text(gap.gap.why) + privilege
        }
        lines += problems.map { problem in
            let path = problem.path.map { ":\(Shown.path($0))" } ?? ""
            return "  \(Shown.text(problem.place))\(path): \(Shown.text(problem.what))"
        }
        if !isAccounted { lines.append("  some of what was seen could not be read") }
        return ["What could not be looked at"] + lines.prefix(6).map { Shown.cut($0, to: 100) }
            + more(lines.count - 6, "bedplate show --json")
    }

    private func more(_ count: Int, _ command: String) -> [String] {
        count > 0 ? ["  and \(Amount.count(count)) more: \(command)"] : []
    }
}
