/// A command line that asks a container engine for something: it works only where that engine and
/// that container are.
public struct EngineCall: Hashable, Sendable {
    /// What it asks for: `exec`, `cp`, `run`, `compose exec`, ….
    public var verb: String
    /// The container or service it names, as written; empty where none can be told.
    public var container: String
    /// The program it runs in there, without its folder; empty where none can be told.
    public var program: String
    /// As whom it runs there, where the call says so; else empty.
    public var user = ""
    /// The folder it runs in there, where the call says so; else empty.
    public var folder = ""
    /// Names of the variables that the call gives it; values stay where they are.
    public var variables: [String] = []
    /// `PATH:LINE`; nil where the claim is about no file.
    public var at: String?

    /// A call.
    public init(verb: String, container: String = "", program: String = "", at: String? = nil) {
        self.verb = verb
        self.container = container
        self.program = program
        self.at = at
    }

    private static let prefix = "engine.call."

    /// The evidence that a service makes this call.
    public var evidence: Evidence {
        let whom = container.isEmpty ? "the container engine" : container
        var says = program.isEmpty ? "asks \(whom)" : "runs \(program) in \(whom)"
        if !program.isEmpty {
            if !user.isEmpty { says += " as \(user)" }
            if !folder.isEmpty { says += " at \(folder)" }
            if !variables.isEmpty { says += " with \(variables.joined(separator: ","))" }
        }
        let rule = Self.prefix + verb.split(separator: " ").joined(separator: ".")
        return Evidence(.declared, rule: rule, says: says, at: at)
    }

    /// The call that evidence tells of; nil for any other.
    public init?(_ evidence: Evidence) {
        guard evidence.rule.hasPrefix(Self.prefix) else { return nil }
        let words = evidence.says.split(separator: " ").map(String.init)
        let rule = evidence.rule.dropFirst(Self.prefix.count)
        self.init(verb: rule.split(separator: ".").joined(separator: " "), at: evidence.at)
        if words.count >= 4, words[0] == "runs" {
            (program, container) = (words[1], words[3])
            for (key, value) in zip(words[4...], words.dropFirst(5)) {
                switch key {
                case "as": user = value
                case "at": folder = value
                case "with": variables = value.split(separator: ",").map(String.init)
                default: break
                }
            }
        }
        if words.count == 2, words[0] == "asks" { container = words[1] }
    }
}
