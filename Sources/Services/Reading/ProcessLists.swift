import Formats
import Vocabulary

/// Reads what supervisord, PM2 and Procfiles keep running: one process for each entry.
struct ProcessLists {
    let documents: any Documents

    /// One process of a list.
    private struct Entry {
        var name: String
        var command = ""
        var folder: String?
        var user: String?
        var restart: String?
        var isLimited: Bool?
        var line: Int
        var variables: [(name: String, value: String)] = []
        var outputs: [String] = []
    }

    /// Drafts of all live lists; a name that stands twice is one process.
    func drafts() -> [ServiceDraft] {
        var found: [ServiceDraft] = []
        for path in documents.files {
            guard let supervisor = Self.supervisor(path), !documents.isCopy(path),
                let bytes = documents.bytes(of: path),
                bytes.count < 512 << 10
            else { continue }
            for entry in entries(supervisor, path, bytes) where !entry.command.isEmpty {
                let draft = draft(entry, supervisor, path)
                if !found.contains(where: { $0.service.id == draft.service.id }) {
                    found.append(draft)
                }
            }
        }
        return found
    }

    private static let endings = NameEndings([".conf", ".ini"])
    /// What the other names of lists begin with.
    private static let initials = Set("Pep".utf8)

    private static func supervisor(_ path: PathBytes) -> String? {
        let start = path.bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        guard endings.mayEnd(path) || path.bytes[start...].first.map(initials.contains) == true
        else { return nil }
        let name = path.name.text
        if name == "Procfile" || name.hasPrefix("Procfile.") { return "foreman" }
        if name == "supervisord.conf" || name == "supervisor.conf" { return "supervisord" }
        let isSettings = name.hasSuffix(".conf") || name.hasSuffix(".ini")
        if isSettings, path.folder.text.contains("supervisor") {
            return "supervisord"
        }
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        return ["ecosystem", "pm2", "processes"].contains(stem) && name != stem ? "pm2" : nil
    }

    private func entries(_ supervisor: String, _ path: PathBytes, _ bytes: [UInt8]) -> [Entry] {
        switch supervisor {
        case "foreman": return Self.procfile(bytes)
        case "supervisord": return Self.programs(UnitFile(bytes))
        default:
            if let node = ConfigurationText.node(path, bytes) { return Self.applications(node) }
            return Self.applications(text: String(decoding: bytes, as: UTF8.self))
        }
    }

    // MARK: forms

    private static func procfile(_ bytes: [UInt8]) -> [Entry] {
        let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) {
            $0.isNewline
        }
        return lines.enumerated().compactMap { index, line in
            guard line.first != "#", let colon = line.firstIndex(of: ":") else { return nil }
            let name = line[..<colon].trimmingSpace
            guard !name.isEmpty,
                name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" })
            else { return nil }
            let command = line[line.index(after: colon)...].trimmingSpace
            return Entry(name: name, command: command, line: index + 1)
        }
    }

    /// `[program:NAME]` sections (supervisord's configuration file).
    private static func programs(_ file: UnitFile) -> [Entry] {
        let sections = Set(file.entries.map(\.section)).filter { $0.hasPrefix("program:") }
        return sections.sorted().map { section in
            let all = file.entries.filter { $0.section == section }
            var entry = Entry(
                name: String(section.dropFirst(8)),
                command: file.value(section, "command") ?? "", line: all.first?.line ?? 1)
            entry.folder = file.value(section, "directory")
            entry.user = file.value(section, "user")
            entry.restart = file.value(section, "autorestart")
            entry.isLimited = entry.restart == nil || entry.restart == "false" ? nil : true
            for part in file.values(section, "environment") {
                entry.variables += assignments(part.value)
            }
            entry.outputs = ["stdout_logfile", "stderr_logfile"].compactMap {
                file.value(section, $0)
            }
            return entry
        }
    }

    private static func assignments(_ value: String) -> [(name: String, value: String)] {
        value.split(separator: ",").compactMap { part in
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            return (
                halves[0].trimmingSpace, halves[1].filter { $0 != "\"" && $0 != "'" }.trimmingSpace
            )
        }
    }

    private static func applications(_ node: Node) -> [Entry] {
        let list = node["apps"]?.elements ?? node.elements
        return list.compactMap { app in
            guard let script = app["script"]?.string else { return nil }
            var entry = Entry(
                name: app["name"]?.string ?? script,
                command: [script, app["args"]?.string].compactMap { $0 }.joined(separator: " "),
                line: app.line)
            entry.folder = app["cwd"]?.string
            entry.variables = (app["env"]?.members ?? []).compactMap { member in
                member.value.string.map { (member.key, $0) }
            }
            return entry
        }
    }

    /// A list written as a program (`module.exports = {apps: […]}`): its plain strings, read in order.
    private static func applications(text: String) -> [Entry] {
        var entries: [Entry] = []
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        )
        .enumerated() where !line.trimmingSpace.hasPrefix("//") {
            for (key, value) in QuotedMembers.find(in: line) {
                switch key {
                case "name": entries.append(Entry(name: value, line: index + 1))
                case "script" where !entries.isEmpty: entries[entries.count - 1].command = value
                case "args" where !entries.isEmpty:
                    entries[entries.count - 1].command += " " + value
                case "cwd" where !entries.isEmpty: entries[entries.count - 1].folder = value
                default:
                    if !entries.isEmpty, key == key.uppercased() {
                        entries[entries.count - 1].variables.append((key, value))
                    }
                }
            }
        }
        return entries
    }

    // MARK: drafts

    private func draft(_ entry: Entry, _ supervisor: String, _ path: PathBytes) -> ServiceDraft {
        let line = CommandLine(entry.command)
        var service = Service(
            place: documents.place, group: "process", name: Redaction.name(entry.name),
            kinds: ["process"])
        service.definedIn = path
        service.supervisors = [supervisor]
        service.command = Redaction.command(line.words)
        service.workingFolder = entry.folder
        service.user = entry.user
        service.restart = entry.restart ?? (supervisor == "pm2" ? "always" : nil)
        service.restartIsLimited = entry.isLimited ?? (supervisor == "pm2" ? true : nil)
        service.environment = Set(entry.variables.map(\.name)).sorted()
        let at = documents.locator(path, line: entry.line)
        service.evidence = [
            Evidence(
                .declared, rule: "process.list", says: "\(supervisor) keeps it running", at: at)
        ]
        var draft = ServiceDraft(service)
        draft.names = []
        draft.networks = ["host"]
        draft.commands = [
            .init(line: line, file: path, number: entry.line, folder: entry.folder)
        ]
        draft.leaves = line.words.enumerated().map {
            .init(key: "command.\($0.offset)", value: $0.element, file: path, line: entry.line)
        }
        draft.leaves += entry.variables.map {
            .init(key: "environment.\($0.name)", value: $0.value, file: path, line: entry.line)
        }
        draft.listens = ListeningPorts.named(by: line.words)
        draft.mentions = mentions(entry, service, path, at: at)
        return draft
    }

    private func mentions(
        _ entry: Entry, _ service: Service, _ path: PathBytes, at: String
    ) -> [Mention] {
        let definition = Mention(
            path: path, role: .definition, service: service.id,
            evidence: Evidence(
                .declared, rule: "process.definition", says: "defines \(service.name)", at: at))
        return [definition]
            + entry.outputs.filter { $0.first == "/" }.map {
                Mention(
                    path: PathBytes($0).normalised, role: .log, service: service.id,
                    evidence: Evidence(
                        .declared, rule: "process.log", says: "\(service.name) logs to it", at: at))
            }
    }
}

/// `key: "value"` pairs of a line of program text.
enum QuotedMembers {
    static func find(in line: Substring) -> [(key: String, value: String)] {
        var found: [(key: String, value: String)] = []
        var rest = line
        while let quote = rest.firstIndex(where: { $0 == "\"" || $0 == "'" || $0 == "`" }) {
            let before = rest[..<quote]
            let after = rest[rest.index(after: quote)...]
            guard let end = after.firstIndex(of: rest[quote]) else { return found }
            let value = String(after[..<end])
            rest = after[after.index(after: end)...]
            let head = before.trimmingSpace
            guard head.hasSuffix(":") else { continue }
            let key = head.dropLast().reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            if !key.isEmpty { found.append((String(key.reversed()), value)) }
        }
        return found
    }
}
