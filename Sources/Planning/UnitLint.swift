/// What `systemd-analyze verify` of systemd 252 does not catch in a unit file.
public struct UnitLint: Sendable {
    /// Users that will be there.
    let users: Set<String>
    /// Files that will be there.
    let files: Set<String>

    /// A lint that knows which users and files will be there.
    public init(users: Set<String>, files: Set<String>) {
        self.users = users.union(["root"])
        self.files = files
    }

    /// Sections in which a key counts, by key (systemd.unit(5), systemd.service(5)).
    static let unitOnly = ["StartLimitIntervalSec", "StartLimitBurst", "OnFailure", "After"]
    /// Keys that systemd 252 does not know.
    static let unknown = [
        "RestartSteps", "RestartMaxDelaySec", "UpheldBy", "RestartMode", "ImportCredential",
        "OpenFile",
    ]
    /// What may follow `%` (systemd.unit(5), *Specifiers*).
    static let specifiers = Set("aAbBCdDEfgGhHijJlLmMnNopPqsStTuUvVwWyY%")

    /// What is wrong with a unit file, in the order of its lines.
    public func findings(_ text: String) -> [String] {
        var section = ""
        var out: [String] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix("[") {
                section = String(line.dropFirst().dropLast())
                continue
            }
            guard !line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { continue }
            let key = String(line[..<equals])
            let value = String(line[line.index(after: equals)...])
            out += findings(section, key, value)
        }
        if text.contains("Type=oneshot") && text.contains("Restart=always") {
            out.append("a oneshot cannot restart always")
        }
        return out
    }

    private func findings(_ section: String, _ key: String, _ value: String) -> [String] {
        var out: [String] = []
        if Self.unknown.contains(key) { out.append("\(key) is unknown to systemd 252") }
        if Self.unitOnly.contains(key) && section != "Unit" {
            out.append("\(key) does not count in [\(section)]")
        }
        if key == "User" && !users.contains(value) && Int(value) == nil {
            out.append("nobody makes the user \(value)")
        }
        if key == "EnvironmentFile" && !value.hasPrefix("-") && !files.contains(value) {
            out.append("nobody makes the file \(value)")
        }
        if Self.hasLoosePercent(value) { out.append("a % in \(key) is not doubled") }
        if key.hasPrefix("Exec") && !value.hasPrefix("/") && !value.isEmpty {
            out.append("\(key) does not name a program by its path")
        }
        return out
    }

    /// Whether a `%` stands before what is no specifier.
    static func hasLoosePercent(_ value: String) -> Bool {
        var rest = Substring(value)
        while let percent = rest.firstIndex(of: "%") {
            let next = rest.index(after: percent)
            guard next < rest.endIndex, specifiers.contains(rest[next]) else { return true }
            rest = rest[rest.index(after: next)...]
        }
        return false
    }
}
