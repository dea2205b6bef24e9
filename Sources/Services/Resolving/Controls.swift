import Vocabulary

/// Who starts, stops and restarts whom, from the command lines of drafts.
struct Controls {
    let documents: any Documents

    /// Supervision edges; the supervisor is added to what it keeps running.
    func resolve(_ drafts: inout [ServiceDraft]) -> [Dependency] {
        var edges: [Dependency] = []
        for index in drafts.indices {
            for use in drafts[index].commands {
                for control in use.line.controls where Self.starts.contains(control.verb) {
                    for other in targets(control, use, from: index, drafts) where other != index {
                        let evidence = Evidence(
                            .declared, rule: "command.\(control.tool)",
                            says: "\(control.verb) by \(drafts[index].service.name)",
                            at: documents.locator(use.file, line: use.number))
                        if control.names.isEmpty && drafts[index].startsOnce {
                            drafts[other].service.evidence.append(evidence)
                        } else {
                            edges.append(
                                Dependency(
                                    from: drafts[index].service.id, to: drafts[other].service.id,
                                    kind: .supervises, evidence: [evidence]))
                        }
                        if drafts[index].service.kinds.contains("unit"),
                            ["up", "start", "run"].contains(control.verb)
                        {
                            let own = drafts[index].service.supervisors
                            drafts[other].service.supervisors = Set(
                                drafts[other].service.supervisors + own
                            ).sorted()
                        }
                    }
                }
            }
        }
        markSharedPorts(&drafts)
        return Edges.joined(edges)
    }

    /// Verbs that keep something running; who only stops does not.
    private static let starts: Set<String> = [
        "up", "start", "run", "restart", "try-restart", "reload-or-restart", "enable", "create",
    ]

    private func targets(
        _ control: CommandLine.Control, _ use: ServiceDraft.CommandUse, from index: Int,
        _ drafts: [ServiceDraft]
    ) -> [Int] {
        switch control.tool {
        case "compose":
            let project = composeServices(control, use, drafts)
            return control.names.isEmpty
                ? project : project.filter { control.names.contains(drafts[$0].service.name) }
        case "docker":
            return drafts.indices.filter { other in
                drafts[other].service.supervisors.contains("docker")
                    && !drafts[other].names.isDisjoint(with: control.names)
            }
        default:
            return drafts.indices.filter { other in
                drafts[other].service.kinds.contains("unit")
                    && control.names.contains { name in
                        name == drafts[other].service.name
                            || name + ".service" == drafts[other].service.name
                    }
            }
        }
    }

    /// The services of the project that a compose command acts on: by its folder, else the only one.
    private func composeServices(
        _ control: CommandLine.Control, _ use: ServiceDraft.CommandUse, _ drafts: [ServiceDraft]
    ) -> [Int] {
        let all = drafts.indices.filter {
            drafts[$0].service.kinds.contains("compose") && !drafts[$0].service.isVariant
        }
        let named = [control.folder, use.folder].compactMap { $0 }.map { PathBytes($0).normalised }
        for place in named {
            let file =
                place.bytes.first == UInt8(ascii: "/")
                ? place : use.file.folder.appending(place).normalised
            let own = all.filter { index in
                guard let defined = drafts[index].service.definedIn else { return false }
                return defined == file || defined.folder == file
                    || hasSameTail(defined.folder, file) || hasSameTail(defined, file)
            }
            if !own.isEmpty { return own }
        }
        let beside = all.filter { drafts[$0].service.definedIn?.folder == use.file.folder }
        if !beside.isEmpty { return beside }
        return Set(all.map { drafts[$0].service.group }).count == 1 ? all : []
    }

    /// The same folder seen from the running place: its last two names agree.
    private func hasSameTail(_ one: PathBytes, _ two: PathBytes) -> Bool {
        one.name == two.name
            && (one.folder.name == two.folder.name || documents.roots.contains(one)
                || documents.roots.contains(one.folder))
    }

    /// A unit that listens where a container publishes owns the same thing a second time.
    private func markSharedPorts(_ drafts: inout [ServiceDraft]) {
        let units = drafts.indices.filter { drafts[$0].service.kinds == ["unit"] }
        for unit in units {
            for other in drafts.indices where drafts[other].service.supervisors.contains("docker") {
                let published = Set(drafts[other].service.ports.compactMap(\.host))
                guard let port = published.intersection(drafts[unit].listens).min() else {
                    continue
                }
                let own = drafts[unit].service.supervisors
                drafts[other].service.supervisors = Set(drafts[other].service.supervisors + own)
                    .sorted()
                drafts[other].service.evidence.append(
                    Evidence(
                        .inferred, rule: "supervisors.port",
                        says: "\(drafts[unit].service.name) listens on \(port) too",
                        at: drafts[unit].service.definedIn.map { documents.locator($0) }))
            }
        }
    }
}
