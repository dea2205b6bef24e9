import Vocabulary

/// Jobs that the system runs by their place or by name: `/etc/cron.daily/NAME` and anacrontab(5).
struct PeriodicJobs {
    let documents: any Documents

    private static let periods = [
        "cron.hourly": "@hourly", "cron.daily": "@daily", "cron.weekly": "@weekly",
        "cron.monthly": "@monthly", "cron.yearly": "@yearly",
    ]

    /// Drafts of all live jobs, as those of root.
    func drafts() -> [ServiceDraft] {
        documents.files.flatMap { path -> [ServiceDraft] in
            if path.name == PathBytes("anacrontab"), !documents.isCopy(path) {
                return jobs(of: path)
            }
            guard let schedule = Self.periods[path.folder.name.text], isRun(path) else { return [] }
            return [draft(path.name.text, schedule, [documents.placed(path).text], path, line: 1)]
        }
    }

    /// Whether run-parts(8) runs a file: letters, digits, `_` and `-` only.
    private func isRun(_ path: PathBytes) -> Bool {
        path.name.bytes.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
    }

    /// `period delay name command` lines; those that only run the folders above are passed over.
    private func jobs(of path: PathBytes) -> [ServiceDraft] {
        let lines = String(decoding: documents.bytes(of: path) ?? [], as: UTF8.self)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.enumerated().compactMap { index, line in
            let words = line.split(maxSplits: 3) { $0 == " " || $0 == "\t" }.map(String.init)
            guard words.count == 4, words[0].first != "#", Int(words[1]) != nil,
                !words[3].contains("run-parts"), !words[0].contains("=")
            else { return nil }
            let schedule = words[0].hasPrefix("@") ? words[0] : "every \(words[0]) days"
            let command = CommandLine(words[3]).words
            return draft(words[2], schedule, command, path, line: index + 1)
        }
    }

    private func draft(
        _ name: String, _ schedule: String, _ words: [String], _ path: PathBytes, line: Int
    ) -> ServiceDraft {
        var service = Service(
            place: documents.place, group: "cron:root", name: Redaction.name(name), kinds: ["cron"])
        service.schedule = schedule
        service.supervisors = ["cron"]
        service.user = "root"
        service.definedIn = path
        service.command = Redaction.command(words)
        service.holdsState = false
        let at = documents.locator(path, line: line)
        service.evidence = [
            Evidence(.declared, rule: "cron.periodic", says: "runs \(schedule)", at: at)
        ]
        var draft = ServiceDraft(service)
        draft.names = []
        draft.networks = ["host"]
        draft.commands = [
            .init(
                line: CommandLine(words.joined(separator: " ")), file: path, number: line,
                folder: nil)
        ]
        draft.leaves = words.enumerated().map {
            .init(key: "command.\($0.offset)", value: $0.element, file: path, line: line)
        }
        draft.mentions = [
            Mention(
                path: path, role: .definition, service: service.id,
                evidence: Evidence(
                    .declared, rule: "cron.definition", says: "schedules \(service.name)", at: at))
        ]
        return draft
    }
}
