import Formats
import Vocabulary

/// What units say about each other.
struct UnitEdges {
    let documents: any Documents

    /// Start-order, schedule and supervision between units that are both there.
    func edges(_ pairs: [(unit: UnitReader.Unit, draft: ServiceDraft)]) -> [Dependency] {
        var byName: [String: String] = [:]
        for pair in pairs {
            byName[pair.draft.service.group + "/" + pair.unit.name] = pair.draft.service.id
        }
        return pairs.flatMap { pair in
            ordering(pair.unit, pair.draft, byName) + timers(pair.unit, pair.draft, byName)
        }
    }

    private static let hardKeys = ["Requires", "Requisite", "BindsTo", "PartOf"]
    private static let softKeys = ["Wants", "After", "Upholds"]

    private func ordering(
        _ unit: UnitReader.Unit, _ draft: ServiceDraft, _ byName: [String: String]
    ) -> [Dependency] {
        var found: [String: (strength: Dependency.Strength, evidence: [Evidence])] = [:]
        for key in Self.hardKeys + Self.softKeys {
            for entry in unit.file.values("Unit", key) {
                for name in UnitWords.split(entry.value) {
                    guard
                        let id = byName[draft.service.group + "/" + name]
                            ?? byName["system/" + name], id != draft.service.id
                    else { continue }
                    var edge = found[id] ?? (.soft, [])
                    if Self.hardKeys.contains(key) { edge.strength = .hard }
                    edge.evidence.append(
                        Evidence(
                            .declared, rule: "unit.\(key.lowercased())", says: "\(key)=\(name)",
                            at: documents.locator(unit.path, line: entry.line)))
                    found[id] = edge
                }
            }
        }
        return found.sorted { $0.key < $1.key }.map { id, edge in
            Dependency(
                from: draft.service.id, to: id, kind: .startOrder, strength: edge.strength,
                condition: "started", evidence: edge.evidence.sorted())
        }
    }

    private func timers(
        _ unit: UnitReader.Unit, _ draft: ServiceDraft, _ byName: [String: String]
    ) -> [Dependency] {
        let section = ["timer": "Timer", "socket": "Socket", "path": "Path"].first {
            unit.name.hasSuffix("." + $0.key)
        }
        guard let section else { return [] }
        let entry = unit.file.values(section.value, "Unit").last
        let target = entry?.value ?? unit.name.dropLast(section.key.count) + "service"
        guard let id = byName[draft.service.group + "/" + target] else { return [] }
        let evidence = Evidence(
            .declared, rule: "unit.\(section.key)", says: "starts \(target)",
            at: documents.locator(unit.path, line: entry?.line))
        return [
            Dependency(
                from: draft.service.id, to: id,
                kind: section.key == "timer" ? .schedule : .supervises, evidence: [evidence])
        ]
    }
}

extension Service {
    /// The GROUP of the id.
    var group: String { Identifiers.group(of: id) ?? "" }
}
