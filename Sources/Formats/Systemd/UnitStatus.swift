/// A unit as its manager tells it: one block of `systemctl show` (systemctl(1)).
public struct UnitStatus: Equatable, Sendable {
    /// The properties to ask for; variables are not among them.
    public static let properties = [
        "Id", "LoadState", "ActiveState", "SubState", "Result", "UnitFileState", "FragmentPath",
        "DropInPaths", "MainPID", "User", "Type", "Restart", "ExecStart", "WorkingDirectory",
        "EnvironmentFiles", "TimersCalendar", "TimersMonotonic", "Triggers", "NeedDaemonReload",
        "Transient",
    ]

    /// Its name, with its suffix.
    public let name: String
    /// `loaded`, `not-found`, `masked`, `error`, ….
    public let load: String
    /// `active`, `inactive`, `failed`, `activating`, ….
    public let active: String
    /// Its type's own word: `running`, `exited`, `waiting`, `dead`, ….
    public let sub: String
    /// `success`, or why it failed.
    public let result: String
    /// `enabled`, `disabled`, `static`, `generated`, …; nil without a file.
    public let enabled: String?
    /// The file that defines it; nil for one made by a program.
    public let file: String?
    /// Files laid over it, in order.
    public let dropIns: [String]
    /// The main process; nil where none runs.
    public let process: Int?
    /// Who it runs as; nil for the manager's own user.
    public let user: String?
    /// `simple`, `notify`, `oneshot`, ….
    public let type: String?
    /// When it is restarted; nil for never.
    public let restart: String?
    /// The program and arguments of its first start line, unredacted.
    public let arguments: [String]
    /// Files it takes variables from.
    public let environmentFiles: [String]
    /// The folder it runs in.
    public let workingFolder: String?
    /// When a timer elapses, in its own words: `*-*-* 03:30:00`, `OnBootUSec=15min`.
    public let times: [String]
    /// Units that it starts.
    public let triggers: [String]
    /// Whether its files changed since the manager read them.
    public let isStale: Bool

    /// Whether a process or a wait of it goes on.
    public var isActive: Bool {
        active == "active" || active == "activating" || active == "reloading"
    }

    /// Whether its last run failed.
    public var hasFailed: Bool { active == "failed" }

    /// The units of an answer, blocks without a name left out.
    public static func read(_ bytes: [UInt8]) -> [UnitStatus] {
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        return lines.split(separator: "").compactMap { UnitStatus(Array($0)) }
    }

    init?(_ lines: [Substring]) {
        var fields: [String: [String]] = [:]
        for line in lines {
            guard let equals = line.firstIndex(of: "=") else { continue }
            let value = String(line[line.index(after: equals)...])
            if !value.isEmpty { fields[String(line[..<equals]), default: []].append(value) }
        }
        guard let name = fields["Id"]?.first else { return nil }
        self.name = name
        load = fields["LoadState"]?.first ?? ""
        active = fields["ActiveState"]?.first ?? ""
        sub = fields["SubState"]?.first ?? ""
        result = fields["Result"]?.first ?? ""
        enabled = fields["UnitFileState"]?.first
        file = fields["FragmentPath"]?.first
        dropIns = Self.words(fields["DropInPaths"])
        process = fields["MainPID"]?.first.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        user = fields["User"]?.first
        type = fields["Type"]?.first
        restart = fields["Restart"]?.first.flatMap { $0 == "no" ? nil : $0 }
        arguments = fields["ExecStart"]?.first.map(Self.arguments) ?? []
        environmentFiles = (fields["EnvironmentFiles"] ?? []).map { file in
            // `/etc/default/cron (ignore_errors=yes)`
            file.firstRange(of: " (ignore_errors=").map { String(file[..<$0.lowerBound]) } ?? file
        }
        workingFolder = fields["WorkingDirectory"]?.first.map { String($0.drop { $0 == "!" }) }
        times =
            (fields["TimersCalendar"] ?? []).compactMap { Self.time($0, plain: "OnCalendar=") }
            + (fields["TimersMonotonic"] ?? []).compactMap { Self.time($0, plain: "") }
        triggers = Self.words(fields["Triggers"])
        isStale = fields["NeedDaemonReload"]?.first == "yes"
    }

    private static func words(_ values: [String]?) -> [String] {
        (values?.first ?? "").split(separator: " ").map(String.init)
    }

    /// `{ path=/bin/x ; argv[]=/bin/x -y ; ignore_errors=no ; … }`.
    private static func arguments(_ text: String) -> [String] {
        guard let start = text.firstRange(of: "argv[]=") else { return [] }
        let rest = text[start.upperBound...]
        let end = rest.firstRange(of: " ; ignore_errors=")?.lowerBound ?? rest.endIndex
        return rest[..<end].split(separator: " ").map(String.init)
    }

    /// `{ OnCalendar=*-*-* 03:30:00 ; next_elapse=… }`: the moment is left out, it moves by itself.
    private static func time(_ text: String, plain: String) -> String? {
        let inside = text.drop { $0 == "{" || $0 == " " }
        let end = inside.firstRange(of: " ; ")?.lowerBound ?? inside.endIndex
        let time = inside[..<end]
        return time.isEmpty
            ? nil : String(time.hasPrefix(plain) ? time.dropFirst(plain.count) : time)
    }
}
