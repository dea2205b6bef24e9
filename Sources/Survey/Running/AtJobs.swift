import Services
import Vocabulary

/// Jobs that at(1) keeps for a moment to come: one file each in its spool, named by queue, number
/// and minute (at(1), *FILES*; the form of the name is that of Debian's at 3.2).
enum AtJobs {
    private static let folder = "/var/spool/cron/atjobs"

    /// A service for each job among the documents.
    static func services(_ documents: some Documents) -> [Service] {
        documents.files.compactMap { path in
            guard path.folder.text.hasSuffix(folder), let job = Name(path.name.text),
                let bytes = documents.bytes(of: path)
            else { return nil }
            let text = String(decoding: bytes, as: UTF8.self)
            let user = owner(text) ?? "root"
            var service = Service(
                place: documents.place, group: "cron:\(user)", name: "at-\(job.number)",
                kinds: ["at"])
            service.schedule = "once at " + Timestamp.text(nanoseconds: job.minute * 60_000_000_000)
            service.supervisors = ["at"]
            service.user = user
            service.definedIn = path
            service.environment = variables(text)
            service.holdsState = false
            service.evidence = [
                Evidence(
                    .declared, rule: "at.job", says: "runs once and is gone",
                    at: documents.locator(path))
            ]
            return service
        }
    }

    /// `a0000f01c5b2a3`: a queue, five digits of the number and eight of the minute since 1970, all
    /// hexadecimal.
    private struct Name {
        let number: Int
        let minute: Int64

        init?(_ text: String) {
            guard text.utf8.count == 14, text.first?.isLetter == true,
                let number = Int(text.dropFirst().prefix(5), radix: 16),
                let minute = Int64(text.dropFirst(6), radix: 16)
            else { return nil }
            self.number = number
            self.minute = minute
        }
    }

    /// The second line says `# mail USER 0`.
    private static func owner(_ text: String) -> String? {
        let line = text.split(separator: "\n").prefix(4).first { $0.hasPrefix("# mail ") }
        return line?.split(separator: " ").dropFirst(2).first.map { String($0) }
    }

    /// Names of `NAME=value; export NAME`, without those that every login has.
    private static func variables(_ text: String) -> [String] {
        let names = text.split(separator: "\n").compactMap { line -> String? in
            guard let equals = line.firstIndex(of: "="), line.contains("; export ") else {
                return nil
            }
            return Redaction.name(String(line[..<equals]))
        }
        return Set(names.filter { !OwnVariables.isOne($0) }).sorted()
    }
}
