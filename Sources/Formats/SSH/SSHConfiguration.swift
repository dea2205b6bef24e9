/// A client's configuration as ssh_config(5) describes it, its includes taken in.
public struct SSHConfiguration: Sendable {
    /// The most levels of `Include`, as ssh has it.
    static let deepest = 16

    /// Under which hosts a line counts.
    enum Condition: Hashable {
        case host([String])
        /// A `Match` that was not understood: never.
        case never
    }

    struct Entry {
        var line: SSHLine
        var conditions: [Condition]
        var file: String
        var number: Int
    }

    private(set) var entries: [Entry] = []
    /// What was seen and not understood, as `FILE:LINE: WHAT`: its lines count for no host.
    public private(set) var notUnderstood: [String] = []

    /// An empty configuration.
    public init() {}

    /// Reads files in the order in which they win: the first value of a setting counts.
    ///
    /// - Parameters:
    ///   - files: names as errors tell them, with their text.
    ///   - include: gives the files that a pattern of `Include` stands for, in order; it gets the
    ///     pattern as written and the file it stands in.
    public init(
        _ files: [(name: String, text: String)],
        include: (_ pattern: String, _ file: String) -> [(name: String, text: String)] = { _, _ in
            []
        }
    ) throws(SSHConfigurationError) {
        for file in files { try read(file, below: [], depth: 0, include) }
    }

    private mutating func read(
        _ file: (name: String, text: String), below: [Condition], depth: Int,
        _ include: (String, String) -> [(name: String, text: String)]
    ) throws(SSHConfigurationError) {
        var conditions = below
        let lines = file.text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, text) in lines.enumerated() {
            let line: SSHLine?
            do { line = try SSHLine(text) } catch {
                throw SSHConfigurationError(file: file.name, line: index + 1, what: error.what)
            }
            guard let line else { continue }
            guard !line.words.isEmpty else {
                throw SSHConfigurationError(
                    file: file.name, line: index + 1, what: "\(line.keyword) without a value")
            }
            switch line.keyword {
            case "host": conditions = below + [.host(line.words)]
            case "match": conditions = below + match(line, file.name, index + 1)
            case "include":
                guard depth < Self.deepest else {
                    throw SSHConfigurationError(
                        file: file.name, line: index + 1, what: "includes nest too deep")
                }
                for pattern in line.words {
                    for included in include(pattern, file.name) {
                        try read(included, below: conditions, depth: depth + 1, include)
                    }
                }
            default:
                entries.append(
                    Entry(line: line, conditions: conditions, file: file.name, number: index + 1))
            }
        }
    }

    private mutating func match(_ line: SSHLine, _ file: String, _ number: Int) -> [Condition] {
        if line.words.map({ $0.lowercased() }) == ["all"] { return [] }
        notUnderstood.append("\(file):\(number): Match \(line.words.joined(separator: " "))")
        return [.never]
    }

    /// What counts for a host as a person named it.
    public func settings(for host: String) throws(SSHConfigurationError) -> SSHSettings {
        var settings = SSHSettings(host: host)
        for entry in entries where Self.holds(entry.conditions, host) {
            do { try settings.take(entry.line) } catch {
                throw SSHConfigurationError(
                    file: entry.file, line: entry.number, what: error.what)
            }
        }
        return settings
    }

    private static func holds(_ conditions: [Condition], _ host: String) -> Bool {
        conditions.allSatisfy { condition in
            switch condition {
            case .host(let patterns): SSHPattern.matches(host, any: patterns)
            case .never: false
            }
        }
    }
}
