internal import Vocabulary

/// Deletes earlier exports of a place once newer ones are kept whole, where the policy says how
/// many or how long: an owner accepts it by name, because nothing brings them back.
extension PlanBuilder {
    mutating func addRotation(_ place: String, _ keeping: Keeping) {
        guard keeping.generations != nil || keeping.lifetime != nil else { return }
        let folder = keptFolder(place, keeping)
        let id = "\(Self.rotationPrefix)\(slug(place))"
        let stale = staleText(folder, keeping)
        let delete = """
            \(stale)
            stale | while IFS= read -r name; do
              rm --recursive --force --one-file-system "./$name"
            done
            """
        var step = Step(
            id, .retire, "delete earlier exports, kept as \(folder).TIME: \(rule(keeping))",
            subject: place, place: Identifiers.local, action: run(id, delete),
            verify: [
                Check(
                    "rest", .look("\(stale)\ntest -z \"$(stale)\""),
                    proves: "what the policy keeps is all that is kept of earlier runs",
                    doesNotProve: "that the earlier ones that stay can be restored")
            ],
            rollback: .impossible(because: "deleted exports are gone"))
        step.needs = [Self.keepPrefix + slug(place)]
        step.effects.deletes = ["\(Identifiers.local):\(folder).*"]
        step.isDestructive = true
        step.timeoutSeconds = 3600
        add(step, to: .verifyExport)
    }

    static let rotationPrefix = "verify-export/retire/earlier-"

    private func rule(_ keeping: Keeping) -> String {
        var parts: [String] = []
        if let generations = keeping.generations {
            parts.append(
                generations == 1 ? "all of them" : "all but the newest \(generations - 1)")
        }
        if let lifetime = keeping.lifetime {
            let (count, unit) =
                lifetime < 172_800 ? (lifetime / 3600, "h") : (lifetime / 86_400, "d")
            parts.append("what was sealed more than \(count) \(unit) ago")
        }
        return parts.joined(separator: ", and ")
    }

    /// A function that prints the names of what goes, and the folder they lie in entered.
    private func staleText(_ folder: String, _ keeping: Keeping) -> String {
        let path = PathBytes(folder)
        let digit = "[0-9]"
        let moment =
            "\(digit){4}-\(digit){2}-\(digit){2}T\(digit){2}:\(digit){2}:\(digit){2}Z"
        let name = path.name.text
        let names = ShellText.quote("[.]/" + pattern(name) + "[.]" + moment)
        let before =
            keeping.lifetime.map {
                "\(name).$(date --utc --date '-\($0) seconds' +%Y-%m-%dT%H:%M:%SZ)"
            } ?? ""
        return """
            cd \(ShellText.quote(path.folder.text))
            stale() {
              find . -mindepth 1 -maxdepth 1 -type d -regextype posix-extended \\
                -regex \(names) -printf '%f\\n' \\
                | LC_ALL=C sort --reverse \\
                | LC_ALL=C awk -v keep=\((keeping.generations ?? 1_000_001) - 1) \\
                  -v before="\(before)" 'NR > keep || ($0 "") < (before "")'
            }
            """
    }

    /// A name, a slug of letters, digits, dots and hyphens, as a pattern of itself.
    private func pattern(_ name: String) -> String { name.replacing(".", with: "[.]") }
}

extension PlanProof {
    /// Whether a step deletes no more than earlier exports, after newer ones of the same place were
    /// kept and looked at whole: it is final before the last stage, and accepted by name.
    func isRotation(_ index: Int) -> Bool {
        let (stage, step) = steps[index]
        guard stage == .verifyExport, step.isDestructive, step.effects.writes.isEmpty,
            step.effects.deletes.count == 1
        else { return false }
        return plan.keptFolders.contains { folder in
            step.effects.deletes[0] == "\(Identifiers.local):\(folder).*"
                && before[index].contains { at in
                    guard case .copy(_, folder, _) = steps[at].step.action else { return false }
                    return steps[at].step.verify.contains { $0.id == "whole" }
                }
        }
    }
}
