internal import Knowledge
internal import Vocabulary

/// What a container's command line tells its program, as far as the inventory shows it: names of
/// settings, and those values that may be shown.
struct ToldWords: Equatable {
    /// One setting with its values as shown; hidden ones as `‹…›`.
    struct Setting: Equatable {
        let name: String
        let values: [String]
    }

    /// In the order they stand.
    private(set) var settings: [Setting] = []
    /// Words that set something nobody has described, as shown.
    private(set) var unknown: [String] = []
    /// Configuration files it names.
    private(set) var files: [String] = []
    private let playbook: Playbook
    private let known: PlaybookSettings
    private let ports: Set<Int>

    /// Programs that only start another, with the words of their own.
    private static let starters: Set<String> = [
        "docker-entrypoint.sh", "tini", "dumb-init", "catatonit", "docker-init", "--", "gosu",
        "su-exec",
    ]

    /// Reads the command line of a service, the entry point's words first.
    init(_ service: Service, _ playbook: Playbook) {
        self.playbook = playbook
        known = playbook.settings ?? PlaybookSettings()
        ports = Set(playbook.ports.map(\.number) + service.ports.map(\.container))
        var rest = Self.behindProgram(service.entrypoint + service.command, playbook, &unknown)
        while let word = rest.popFirst() { read(word, &rest) }
    }

    /// The words behind the program; who starts it is told where nobody has described that.
    private static func behindProgram(
        _ argv: [String], _ playbook: Playbook, _ unknown: inout [String]
    ) -> ArraySlice<String> {
        let names = argv.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
        let at = names.firstIndex { playbook.programs.contains($0) }
        let begin = at ?? argv.firstIndex { $0.hasPrefix("-") && $0 != "--" } ?? argv.count
        let before = names[..<begin].enumerated()
        let foreign = before.filter { index, name in
            !starters.contains(name) && !argv[index].hasPrefix("/opt/bitnami/")
                && !(index > 0 && ["gosu", "su-exec"].contains(names[index - 1]))
        }
        unknown += foreign.map { argv[$0.offset] }
        // Flags behind a program that nobody knows are that program's own.
        if at == nil, !foreign.isEmpty {
            unknown += argv[begin...]
            return []
        }
        return argv[(at.map { $0 + 1 } ?? begin)...]
    }

    private mutating func read(_ word: String, _ rest: inout ArraySlice<String>) {
        if word.hasPrefix("--"), word.count > 2 {
            readLong(word.dropFirst(2), &rest)
        } else if word == "-c", known.form == .postgres {
            readAssignment(rest.popFirst() ?? "")
        } else if word.hasPrefix("-"), word.count > 1,
            let name = known.short[String(word.dropFirst().prefix(1))]
        {
            let isAlone = word.count == 2
            let value = isAlone ? (name.isEmpty ? nil : rest.popFirst()) : String(word.dropFirst(2))
            add(name, [value].compactMap(\.self))
        } else if word.hasPrefix("/"),
            playbook.adopts.contains(where: { PathBytes(word).isWithin(PathBytes($0.from)) })
        {
            files.append(word)
        } else if !known.words.contains(word) {
            unknown.append(word)
        }
    }

    private mutating func readLong(_ body: Substring, _ rest: inout ArraySlice<String>) {
        if let equals = body.firstIndex(of: "=") {
            let value = String(body[body.index(after: equals)...])
            return add(String(body[..<equals]), [value])
        }
        var values: [String] = []
        if known.form == .redis {
            values = Array(rest.prefix { !$0.hasPrefix("--") })
            rest = rest.dropFirst(values.count)
        } else if let next = rest.first, !next.hasPrefix("-") {
            values.append(next)
            rest = rest.dropFirst()
        }
        add(String(body), values)
    }

    private mutating func readAssignment(_ word: String) {
        guard let equals = word.firstIndex(of: "="), equals > word.startIndex else {
            return unknown.append("-c \(word)")
        }
        add(String(word[..<equals]), [String(word[word.index(after: equals)...])])
    }

    private mutating func add(_ written: String, _ values: [String]) {
        guard !written.contains("‹") else { return unknown.append("--\(written)") }
        let name = Self.name(written, known.form)
        if name.isEmpty { return }
        if known.settled.contains(name) {
            if !values.allSatisfy({ isSettled(name, $0) }) {
                unknown.append("--\(written) \(values.joined(separator: " "))")
            }
            return
        }
        guard known.form != nil else { return unknown.append("--\(written)") }
        settings.append(Setting(name: name, values: values))
    }

    /// Whether the plan really sets what a settled setting says: a path that it moves, a port that
    /// it knows.
    private func isSettled(_ name: String, _ value: String) -> Bool {
        if value.hasPrefix("/") {
            if name.hasSuffix("file") && !name.contains("config") { return true }
            let moved = playbook.adopts.map(\.from) + playbook.stores.flatMap(\.at)
            return moved.contains { PathBytes(value).isWithin(PathBytes($0)) }
        }
        guard name.contains("port") || name.contains("address") else { return true }
        let number = value.split(separator: ":").last.flatMap { Int($0) }
        return number.map(ports.contains) ?? true
    }

    /// A setting's name as the configuration spells it.
    private static func name(_ written: String, _ form: PlaybookSettings.Form?) -> String {
        switch form {
        case .postgres: written.lowercased().replacing("-", with: "_")
        case .mariadb: written.replacing("-", with: "_")
        case .redis, .arguments, nil: written
        }
    }
}
