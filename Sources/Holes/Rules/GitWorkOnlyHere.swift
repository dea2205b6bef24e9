import Vocabulary

extension Rule {
    /// Commits, changes or stashes that no remote is known to hold.
    static let gitWorkOnlyHere = Rule(
        "BP0108", "git-work-only-here", "Is this work anywhere else?"
    ) { facts in
        facts.items(.unkept).compactMap { item in
            let evidence = item.verdict.evidence.filter { GitWork.isUnkept($0.rule) }
            guard !evidence.isEmpty else { return nil }
            let holdsCommits = evidence.contains { $0.rule != "git.dirty" }
            return Finding(
                subject: item.id,
                question: "Is the work in the git tree \(item.shortPath) kept anywhere else?",
                why: "it " + evidence.map(\.says).joined(separator: "; it "),
                severity: holdsCommits ? .medium : .low, evidence: evidence)
        }
    }
}

/// What is said about a git tree.
enum GitWork {
    /// Whether a rule says that something in it is kept nowhere else.
    static func isUnkept(_ rule: String) -> Bool { unkept.contains(rule) }

    private static let unkept: Set<String> = [
        "git.no-remote", "git.unpushed", "git.dirty", "git.stash",
    ]
}
