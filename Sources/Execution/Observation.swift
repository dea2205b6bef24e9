internal import Places
internal import Planning

/// Whether what a probe showed is what a check expects.
struct Observation {
    /// Exit status; nil where the probe was ended by a signal or the clock.
    let status: Int?
    /// What it printed, without the last line end.
    let output: String

    init(_ result: CommandResult) {
        if case .exited(let number) = result.ending { status = Int(number) } else { status = nil }
        var text = result.output[...]
        if text.last == UInt8(ascii: "\n") { text = text.dropLast() }
        output = String(decoding: text, as: UTF8.self)
    }

    /// nil where it is as expected; else what is wrong, without a word of what was printed.
    ///
    /// - Parameter other: what the probe of another check of the step printed, or a file holds.
    func fault(_ expected: Check.Expectation, other: (String) -> String?) -> String? {
        if case .exit(let wanted) = expected {
            return status == wanted ? nil : "exit \(ending), not \(wanted)"
        }
        guard status == 0 else { return "exit \(ending)" }
        switch expected {
        case .exit: return nil
        case .equals(let text): return output == text ? nil : "it printed something else"
        case .matches(let pattern):
            guard let expression = try? Regex(pattern) else { return "the pattern cannot be read" }
            // As in POSIX, a dot stands for a line end too.
            let isWhole = (try? expression.dotMatchesNewlines().wholeMatch(in: output)) ?? nil
            return isWhole == nil ? "it printed something else" : nil
        case .countOf(let what):
            guard let wanted = other(what).flatMap(Self.number) else { return "nothing to count" }
            return wanted == Self.number(output) ? nil : "not as many"
        case .hashOf(let what):
            guard let wanted = other(what) else { return "nothing to compare with" }
            return wanted == output ? nil : "another digest"
        case .within(let range):
            let ends = range.split(separator: ".", omittingEmptySubsequences: true)
                .compactMap { Int($0) }
            guard ends.count == 2, let number = Self.number(output) else { return "no number" }
            return ends[0] <= number && number <= ends[1] ? nil : "outside \(range)"
        }
    }

    private var ending: String { status.map(String.init) ?? "never: it took too long" }

    private static func number(_ text: String) -> Int? {
        Int(text.split { $0 == " " || $0 == "\n" }.first ?? "")
    }
}
