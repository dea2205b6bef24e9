/// The schedule of an agent's own scheduler: a list of jobs with a time and a prompt or command.
///
/// Gateways keep such lists as JSON (`{"jobs": [...]}`) or YAML, under names of their own; this
/// reads any list of mappings that each have a schedule and something to do.
public struct AgentSchedule: Equatable, Sendable {
    /// One job.
    public struct Job: Equatable, Sendable {
        /// Its name, else its id, else what it runs.
        public let name: String
        /// When, in the scheduler's own words.
        public let schedule: String
        /// Whether it is switched on.
        public let isEnabled: Bool
        /// The text an agent is given; nil for a job that runs a program.
        public let prompt: Node?
        /// What it runs; nil for a job that gives a prompt.
        public let command: Node?
        /// Line, counted from 1.
        public let line: Int
    }

    /// Jobs in order.
    public let jobs: [Job]

    /// Finds the jobs of a document; none where it is no schedule.
    public init(_ document: Node) {
        let lists =
            [document]
            + document.members.filter { Self.listKeys.contains($0.key.lowercased()) }.map(\.value)
        jobs = lists.lazy.map(Self.jobs).first { !$0.isEmpty } ?? []
    }

    private static let listKeys = [
        "jobs", "schedules", "schedule", "cron", "crons", "tasks", "scheduled_tasks", "timers",
    ]
    private static let timeKeys = [
        "schedule", "cron", "expr", "cron_expression", "cronexpr", "every", "interval", "at",
        "when", "rrule",
    ]
    private static let promptKeys = [
        "prompt", "message", "text", "instruction", "instructions", "task", "payload",
        "prompt_file", "promptfile",
    ]
    private static let commandKeys = ["command", "cmd", "run", "script", "exec"]

    private static func jobs(_ list: Node) -> [Job] {
        let elements: [(name: String?, node: Node)] =
            list.isMapping
            ? list.members.map { ($0.key, $0.value) } : list.elements.map { (nil, $0) }
        let found = elements.compactMap { job($0.node, named: $0.name) }
        return found.count * 2 >= elements.count ? found : []
    }

    private static func job(_ node: Node, named key: String?) -> Job? {
        guard node.isMapping, let time = first(timeKeys, in: node), let schedule = schedule(time)
        else {
            return nil
        }
        let payload = node["payload"]
        let prompt =
            first(promptKeys.filter { $0 != "payload" }, in: node)
            ?? payload.flatMap { first(promptKeys, in: $0) ?? ($0.string == nil ? nil : $0) }
        let command = first(commandKeys, in: node) ?? payload.flatMap { first(commandKeys, in: $0) }
        guard prompt != nil || command != nil else { return nil }
        let name = node["name"]?.string ?? key ?? node["id"]?.string ?? command?.string ?? schedule
        return Job(
            name: name, schedule: schedule,
            isEnabled: node["enabled"]?.boolean ?? !(node["disabled"]?.boolean ?? false),
            prompt: prompt, command: prompt == nil ? command : nil, line: node.line)
    }

    private static func first(_ keys: [String], in node: Node) -> Node? {
        for key in keys {
            if let member = node.members.first(where: { $0.key.lowercased() == key }) {
                return member.value
            }
        }
        return nil
    }

    private static func schedule(_ node: Node) -> String? {
        if let text = node.string { return text }
        guard node.isMapping else { return nil }
        for key in ["expr", "cron", "at", "everyMs", "every", "interval", "time"] {
            if let text = node[key]?.string {
                let zone = node["tz"]?.string ?? node["timezone"]?.string
                return (key == "everyMs" ? "every \(text) ms" : text)
                    + (zone.map { " " + $0 } ?? "")
            }
        }
        return nil
    }
}
