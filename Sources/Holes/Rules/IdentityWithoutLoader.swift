import Knowledge
import Policies
import Vocabulary

extension Rule {
    /// Text that reads like a standing instruction, and nothing was found that loads it.
    static let identityWithoutLoader = Rule(
        "BP0102", "identity-without-loader", "Does anything load this text?"
    ) { facts in
        let known = Set(
            facts.catalogue.artefacts.filter { $0.isLoaded && $0.itemClass == .identity }
                .map(\.id))
        let texts = facts.items(.standing).filter { item in
            item.type == .file && item.size > 0
                && [.state, .config, .unknown].contains(item.verdict.itemClass)
                && (StandingText.isNamed(item.path)
                    || item.verdict.evidence.contains {
                        known.contains($0.rule) || $0.rule == "content.addressed"
                    })
                && !item.verdict.evidence.contains { StandingText.settles($0.rule) }
        }
        return Gathering.of(texts, in: facts).map { group in
            let path = group.subject.shortPath
            return Finding(
                subject: group.subject.id,
                question: group.isMany
                    ? "Which of the texts in \(path) does an agent run with?"
                    : "Does an agent run with \(path)?",
                why: "it reads like standing text, but no runtime, script or schedule was found "
                    + "that loads \(group.amount); if one does, another party runs without it",
                severity: .medium, evidence: group.items.first?.verdict.evidence ?? [],
                answer: group.subject.classAnswer("identity"),
                isAnswered: group.items.allSatisfy { facts.policy.classEntry(for: $0) != nil },
                count: group.items.count)
        }
    }
}

/// What names a standing text, and what settles that it is none.
enum StandingText {
    private static let folders: Set<String> = [
        "prompts", "prompt", "system-prompts", "system_prompts", "personas", "persona",
        "characters", "instructions",
    ]

    private static let endings = [".md", ".txt", ".prompt", ".j2", ".jinja", ".jinja2", ".tmpl"]

    /// Whether a path is that of a prompt or a persona, outside the folders that belong to a runtime.
    static func isNamed(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        guard endings.contains(where: name.hasSuffix) else { return false }
        let stem = name.prefix { $0 != "." }
        if name.hasPrefix("readme") || name.hasPrefix("changelog") { return false }
        let segments = path.bytes.split(separator: UInt8(ascii: "/"))
        if segments.contains(where: { $0.first == UInt8(ascii: ".") }) { return false }
        return folders.contains(path.folder.name.text.lowercased())
            || ["system-prompt", "system_prompt", "persona", "systemprompt"].contains(String(stem))
    }

    /// Whether evidence of that rule says what the text is: loaded, a copy, a sample, a vendor's.
    static func settles(_ rule: String) -> Bool {
        ["loader.", "copy.", "command.", "unit.", "schedule.", "cron.", "compose."]
            .contains(where: rule.hasPrefix)
            || ["name.sample", "place.vendored", "content.prompt", "name.record"].contains(rule)
    }
}
