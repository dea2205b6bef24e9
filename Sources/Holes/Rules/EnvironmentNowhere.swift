import Vocabulary

extension Rule {
    /// Variables that are set where something runs, and in no file.
    static let environmentNowhere = Rule(
        "BP0603", "environment-nowhere", "Where are these variables written down?"
    ) { facts in
        facts.services.compactMap { service in
            let seen = service.observed("environment.nowhere")
            guard !seen.isEmpty else { return nil }
            let names = seen.map { String($0.says.prefix { $0 != " " }) }
            let shown = names.prefix(3).joined(separator: ", ")
            let more = names.count > 3 ? " and \(names.count - 3) more" : ""
            return Finding(
                subject: service.id,
                question: "Where is written what \(service.name) takes from its environment?",
                why:
                    "\(shown)\(more) \(names.count == 1 ? "is" : "are") set where it runs and in no"
                    + " file that was read: the value is gone when it is made anew",
                severity: names.contains(where: isCredential) ? .high : .medium, evidence: seen,
                count: names.count)
        }
    }

    private static func isCredential(_ name: String) -> Bool {
        let words = name.uppercased().split { !$0.isLetter }
        let known: Set<Substring> = [
            "KEY", "TOKEN", "SECRET", "PASSWORD", "PASS", "PASSPHRASE", "CREDENTIAL",
            "CREDENTIALS", "SALT", "PAT",
        ]
        return words.contains { known.contains($0) }
    }
}
