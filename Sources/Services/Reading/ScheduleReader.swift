import Formats
import Vocabulary

/// Reads crontabs and agents' own schedules into drafts, one for each job.
struct ScheduleReader {
    let documents: any Documents
    private let homes: Homes

    init(documents: any Documents) {
        self.documents = documents
        homes = Homes(documents)
    }

    /// Drafts of all live schedules.
    func drafts() -> (drafts: [ServiceDraft], problems: [Problem]) {
        var drafts: [ServiceDraft] = []
        var problems: [Problem] = []
        for path in documents.files {
            if let kind = CrontabNames.kind(path), !documents.isCopy(path) {
                read(crontab: path, kind, &drafts, &problems)
            } else if Self.isAgentSchedule(path), !documents.isCopy(path) {
                read(agentSchedule: path, &drafts)
            }
        }
        return (Self.distinct(drafts), problems)
    }

    // MARK: crontabs

    private func read(
        crontab path: PathBytes, _ kind: CrontabNames.Kind, _ drafts: inout [ServiceDraft],
        _ problems: inout [Problem]
    ) {
        guard let bytes = documents.bytes(of: path) else { return }
        let hasUsers = kind == .system || kind == .unknown && Self.hasUserColumn(bytes)
        let crontab = Crontab(bytes, hasUserColumn: hasUsers)
        guard !crontab.jobs.isEmpty else { return }
        problems += crontab.faults.map {
            Problem(
                place: documents.place, path: path, what: "line \($0.line): \($0.message)",
                code: "crontab")
        }
        let owner = owner(of: path, kind)
        for job in crontab.jobs {
            drafts.append(draft(job, crontab, path, user: job.user ?? owner))
        }
    }

    /// Whether the sixth column is a user everywhere: a known word that is no program of the line.
    private static func hasUserColumn(_ bytes: [UInt8]) -> Bool {
        let jobs = Crontab(bytes, hasUserColumn: true).jobs
        let plain = Crontab(bytes, hasUserColumn: false).jobs
        guard !jobs.isEmpty, jobs.count == plain.count else { return false }
        return jobs.allSatisfy { job in
            guard let user = job.user else { return false }
            let first = job.command.first
            let isWord = user.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" || $0 == "_" }
            let isProgram = [
                "cd", "bash", "sh", "python3", "python", "node", "curl", "docker", "systemctl",
                "test", "flock", "find", "rsync", "nice", "sleep", "echo", "restic", "pg_dump",
                "tar", "git", "certbot", "timeout", "env", "sudo", "rclone", "ls", "rm", "cp",
                "make", "npm", "npx", "openclaw", "php",
            ].contains(user)
            return isWord && !isProgram
                && (first == "/" || first == "." || first?.isLetter == true || first == "[")
        }
    }

    private func owner(of path: PathBytes, _ kind: CrontabNames.Kind) -> String {
        let name = path.name.text
        if path.folder.name.text == "crontabs" || path.folder.text.hasSuffix("spool/cron") {
            return name
        }
        if kind == .system { return "root" }
        let base =
            documents.roots.filter { path.isWithin($0) }.max { $0.bytes.count < $1.bytes.count }
            ?? path.folder
        return homes.user(of: base)
    }

    private func draft(_ job: Crontab.Job, _ crontab: Crontab, _ path: PathBytes, user: String)
        -> ServiceDraft
    {
        let line = CommandLine(job.command)
        let program = line.program.split(separator: "/").last.map(String.init) ?? ""
        var service = Service(
            place: documents.place, group: "cron:\(user)",
            name: program.isEmpty ? "line-\(job.line)" : Redaction.name(program), kinds: ["cron"])
        service.schedule = job.schedule
        service.supervisors = ["cron"]
        service.user = user
        service.definedIn = path
        service.command = Redaction.command(line.words)
        service.holdsState = false
        service.evidence = [
            Evidence(
                .declared, rule: "cron.job", says: "runs at \(job.schedule)",
                at: documents.locator(path, line: job.line))
        ]
        var draft = ServiceDraft(service)
        draft.names = []
        draft.networks = ["host"]
        draft.commands = [.init(line: line, file: path, number: job.line, folder: nil)]
        draft.leaves = line.words.enumerated().map {
            .init(key: "command.\($0.offset)", value: $0.element, file: path, line: job.line)
        }
        let variables = crontab.variables.filter { $0.line < job.line }
        draft.leaves += variables.map {
            .init(
                key: "environment.\($0.name)", value: $0.value, file: path, line: $0.line,
                isShared: true)
        }
        draft.service.environment = Set(variables.map(\.name)).sorted()
        draft.mentions.append(
            Mention(
                path: path, role: .definition, service: service.id,
                evidence: Evidence(
                    .declared, rule: "cron.definition", says: "schedules \(service.name)",
                    at: documents.locator(path, line: job.line))))
        return draft
    }

    // MARK: agents' schedules

    private static let endings = NameEndings([".json", ".yaml", ".yml", ".toml", ".json5"])

    private static func isAgentSchedule(_ path: PathBytes) -> Bool {
        guard endings.mayEnd(path) else { return false }
        let name = path.name.text.lowercased()
        guard
            [".json", ".yaml", ".yml", ".toml", ".json5"].contains(where: { name.hasSuffix($0) })
        else { return false }
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        let parent = path.folder.name.text.lowercased()
        return [
            "jobs", "cron", "crons", "schedule", "schedules", "scheduler", "scheduled_tasks",
            "scheduled-tasks", "timers", "cronjobs", "heartbeats", "crontab",
        ].contains(stem)
            || ["cron", "schedules", "scheduler", "crons"].contains(parent)
    }

    private func read(agentSchedule path: PathBytes, _ drafts: inout [ServiceDraft]) {
        guard let bytes = documents.bytes(of: path), let node = ConfigurationText.node(path, bytes)
        else { return }
        let schedule = AgentSchedule(node)
        let owner = owner(of: path, .user)
        drafts += schedule.jobs.map { draft($0, path, owner: owner) }
    }

    private func draft(
        _ job: AgentSchedule.Job, _ path: PathBytes, owner: String
    ) -> ServiceDraft {
        var service = Service(
            place: documents.place, group: "cron:\(owner)", name: Self.name(of: job),
            kinds: ["agent-schedule"])
        service.schedule = job.schedule
        service.supervisors = ["agent"]
        service.isEnabled = job.isEnabled
        service.definedIn = path
        service.holdsState = false
        let at = documents.locator(path, line: job.line)
        let says = "an agent's scheduler runs it at \(job.schedule)"
        service.evidence = [Evidence(.declared, rule: "schedule.job", says: says, at: at)]
        var draft = ServiceDraft(service)
        draft.names = []
        draft.networks = ["host"]
        if let command = job.command { readCommand(command, path, &draft) }
        if let prompt = job.prompt?.string {
            readPrompt(prompt, job.prompt?.line ?? job.line, path, &draft)
        }
        draft.mentions.append(
            Mention(
                path: path, role: .definition, service: service.id,
                evidence: Evidence(
                    .declared, rule: "schedule.definition", says: "schedules \(service.name)",
                    at: at)))
        return draft
    }

    private func readCommand(_ node: Node, _ path: PathBytes, _ draft: inout ServiceDraft) {
        guard let command = node.string else { return }
        let line = CommandLine(command)
        draft.service.command = Redaction.command(line.words)
        draft.commands = [.init(line: line, file: path, number: node.line, folder: nil)]
        draft.leaves = line.words.enumerated().map {
            .init(key: "command.\($0.offset)", value: $0.element, file: path, line: node.line)
        }
    }

    /// Files a prompt names, and the services whose addresses it gives.
    private func readPrompt(
        _ text: String, _ line: Int, _ path: PathBytes, _ draft: inout ServiceDraft
    ) {
        for named in PathWords.find(in: text) {
            for candidate in candidates(named, near: path)
            where documents.type(of: candidate) == .file {
                draft.mentions.append(
                    Mention(
                        path: candidate, role: .document, service: draft.service.id,
                        evidence: Evidence(
                            .declared, rule: "schedule.prompt",
                            says: "the prompt of \(draft.service.name) names it",
                            at: documents.locator(path, line: line))))
            }
        }
        draft.leaves += References.find(in: text, key: "prompt").compactMap { reference in
            guard case .host(let host, let port) = reference.target, reference.rule == "url" else {
                return nil
            }
            return .init(
                key: "prompt.url",
                value: "\(reference.scheme ?? "http")://\(host)\(port.map { ":\($0)" } ?? "")",
                file: path, line: line)
        }
    }

    private func candidates(_ named: String, near path: PathBytes) -> [PathBytes] {
        if named.first == "/" { return [PathBytes(named).normalised] }
        return [path.folder, path.folder.folder].map { $0.appending(named).normalised }
            + documents.roots.map { $0.appending(named).normalised }
    }

    // MARK: names

    /// What a job is called; one that only has a command, as the program it runs.
    private static func name(of job: AgentSchedule.Job) -> String {
        guard let command = job.command?.string, command == job.name else {
            return Redaction.looksRandom(job.name) ? "job" : slug(job.name)
        }
        let program = CommandLine(command).program.split(separator: "/").last.map(String.init)
        return slug(Redaction.name(program ?? "job"))
    }

    /// A job's name as one word: lower case, digits and dashes.
    static func slug(_ name: String) -> String {
        let words = name.lowercased().split {
            !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "."
        }
        return words.isEmpty ? "job" : words.joined(separator: "-")
    }

    /// Gives the second and later jobs of one id `~2`, `~3`, ….
    static func distinct(_ drafts: [ServiceDraft]) -> [ServiceDraft] {
        var seen: [String: Int] = [:]
        return drafts.map { draft in
            let count = (seen[draft.service.id] ?? 0) + 1
            seen[draft.service.id] = count
            guard count > 1 else { return draft }
            var later = draft
            later.service.name = "\(draft.service.name)~\(count)"
            later.service.id = Identifiers.service(
                place: draft.service.place, group: draft.service.group, name: later.service.name)
            later.mentions = draft.mentions.map {
                Mention(
                    path: $0.path, role: $0.role, service: later.service.id, evidence: $0.evidence)
            }
            return later
        }
    }
}
