import Vocabulary

extension Rule {
    /// Commits, changes or stashes that no remote holds.
    static let gitWorkOnlyHere = Rule(
        "BP0111", "git-work-only-here", .high,
        why: "a clone on the target would not have it"
    ) { sight in
        let rules: Set<String> = ["git.no-remote", "git.unpushed", "git.dirty", "git.stash"]
        return sight.inventory.items.compactMap { item in
            let evidence = item.verdict.evidence.filter { rules.contains($0.rule) }
            guard !evidence.isEmpty else { return nil }
            return Asking(
                subject: item.id,
                question: "Who pushes the work in \(item.shown) that exists only here?",
                evidence: evidence)
        }
    }
}
