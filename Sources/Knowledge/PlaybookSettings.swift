/// What the command line and the variables of a container tell its program, and where the package
/// reads the same.
public struct PlaybookSettings: Equatable, Sendable {
    /// How a program's configuration says `NAME` and its values; see `SettingsText`.
    public enum Form: String, Sendable, CaseIterable {
        /// `NAME "VALUE" …`, added to the end of the file; `--NAME VALUE …` on the command line.
        case redis
        /// `NAME = 'VALUE'`, a file of its own; `-c NAME=VALUE` or `--NAME=VALUE`.
        case postgres
        /// `NAME = "VALUE"` below `[mysqld]`, a file of its own; `--NAME=VALUE` or `--NAME VALUE`.
        case mariadb
        /// `ARGS="--NAME=VALUE …"`, a file that the package's unit reads.
        case arguments
    }

    /// What a variable of the image means to the package.
    public enum Meaning: Equatable, Sendable {
        /// It shaped the data, which carries it.
        case data
        /// The plan itself sets what it set, or it means nothing outside its image.
        case settled
        /// The program reads it: its unit is given it.
        case unit
        /// It sets what this setting sets.
        case setting(String)
        /// Nobody has said: a person is asked.
        case asked
    }

    /// Something about the way to the package that a person has to say every time.
    public struct Asked: Equatable, Sendable {
        /// The question.
        public var question: String
        /// Why it matters.
        public var because: String
    }

    /// How the package's configuration says it; nil where no setting can be carried.
    public var form: Form?
    /// The file of the target that carries the settings.
    public var file = ""
    /// Settings that the plan sets itself.
    public var settled: [String] = []
    /// Words behind the program that set nothing.
    public var words: [String] = []
    /// Settings that one letter stands for; an empty name sets nothing.
    public var short: [String: String] = [:]
    /// What variables mean, by name or by a pattern that ends in `*`; the longest pattern wins.
    public var variables: [String: Meaning] = [:]
    /// Names of configuration files within the data itself, read before the command line.
    public var kept: [String] = []
    /// Settings whose value the server's own programs need as a variable, to be let in.
    public var gives: [String: String] = [:]
    /// What a person is asked every time.
    public var asks: [Asked] = []
    /// Shows that every setting is in force; reads them from `{settings}`, a name and its values
    /// on each line, and prints those that are not.
    public var effective: PlaybookProcedures.Command?

    /// No settings.
    public init() {}

    /// What a variable means; a clock's zone is the program's whoever it is.
    public func meaning(of variable: String) -> Meaning {
        let patterns = variables.filter { pattern, _ in
            pattern.hasSuffix("*")
                ? variable.hasPrefix(pattern.dropLast()) : variable == pattern
        }
        if let longest = patterns.max(by: { $0.key.count < $1.key.count }) { return longest.value }
        return variable == "TZ" ? .unit : .asked
    }
}
