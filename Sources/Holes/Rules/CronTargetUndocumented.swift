import Policies
import Vocabulary

extension Rule {
    /// A job that no document names.
    static let cronTargetUndocumented = Rule(
        "BP0112", "cron-target-undocumented", .medium,
        why: "a job nobody wrote about runs on, or stops running, and either way nobody knows why"
    ) { sight in
        sight.services.filter { $0.kinds.contains("cron") }.filter { service in
            !service.evidence.contains { $0.rule == "document.names" }
        }.map { service in
            let entry = sight.entry(service)
            return Asking(
                subject: service.id,
                question: "What is the job \(service.name) for, and who misses it?",
                answerKey: ["services", service.id, "purpose"],
                answerLine: "\(service.id): {purpose: …}", isAnswered: entry?.purpose != nil,
                evidence: service.evidence)
        }
    }
}
