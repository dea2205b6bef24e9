/// What a file of polkit(8)'s rules lets happen unasked, as far as it is written in the one form that
/// can be read without running it: `if (CONDITION && …) { return polkit.Result.YES; }`.
public struct PolkitRules: Equatable, Sendable {
    /// One condition of a rule.
    public enum Condition: Equatable, Sendable {
        /// The action has this id, or one that begins so.
        case action(String, isPrefix: Bool)
        /// A detail of the action has this value.
        case detail(String, String)
        /// Whoever asks is in this group.
        case group(String)
        /// Whoever asks has this name.
        case user(String)
        /// Whoever asks sits at the machine.
        case present
    }

    /// One rule that answers yes: every one of its conditions must hold, of each any.
    public struct Rule: Equatable, Sendable {
        /// Alternatives, all of which must have one that holds.
        public let conditions: [[Condition]]
    }

    /// Rules that answer yes.
    public private(set) var rules: [Rule] = []
    /// Whether all that may answer yes was understood.
    public private(set) var isUnderstood = true

    /// Reads a file.
    public init(_ text: String) {
        let tokens = Self.tokens(text)
        let yes = tokens.count { $0 == "YES" }
        let isPlain = Self.isPlain(tokens)
        var rest = tokens[...]
        while let next = rest.firstIndex(of: "if") {
            rest = rest[(next + 1)...]
            if let rule = Self.rule(&rest) { rules.append(rule) }
        }
        isUnderstood = isPlain && yes == rules.count
    }

    /// Whether every answer is one of polkit's own words, and nothing is run or written in a way
    /// that this reader could misread.
    private static func isPlain(_ tokens: [String]) -> Bool {
        let odd: Set<String> = ["spawn", "eval", "Function", "/", "\\", "`"]
        return tokens.indices.allSatisfy { index in
            let next = tokens[(index + 1)...].prefix(5)
            switch tokens[index] {
            case "return":
                return next.isEmpty || [";", "}", "["].contains(next.first)
                    || next.prefix(4).elementsEqual(["polkit", ".", "Result", "."])
            case "Result": return next.first == "."
            case "=": return next.first != ">"
            case let token: return !odd.contains(token) && !token.contains("\\")
            }
        }
    }

    /// `( CONDITIONS ) { return polkit . Result . YES ; }`, the braces left out or not.
    private static func rule(_ rest: inout ArraySlice<String>) -> Rule? {
        guard rest.first == "(", let end = closing(rest) else { return nil }
        let inner = rest[(rest.startIndex + 1)..<end]
        let after = rest[(end + 1)...].drop { $0 == "{" }
        guard after.prefix(6).elementsEqual(["return", "polkit", ".", "Result", ".", "YES"]) else {
            return nil
        }
        var conditions: [[Condition]] = []
        for part in split(inner, at: "&&") {
            var alternatives: [Condition] = []
            for one in split(unwrapped(part), at: "||") {
                guard let condition = condition(unwrapped(one)) else { return nil }
                alternatives.append(condition)
            }
            conditions.append(alternatives)
        }
        return Rule(conditions: conditions)
    }

    private static func condition(_ tokens: ArraySlice<String>) -> Condition? {
        let words = Array(tokens)
        func text(_ index: Int) -> String? {
            guard index < words.count, words[index].first == "\"" else { return nil }
            return String(words[index].dropFirst().dropLast())
        }
        func isShape(_ shape: [String?]) -> Bool {
            words.count == shape.count && zip(words, shape).allSatisfy { $1 == nil || $0 == $1 }
        }
        for equals in ["==", "==="] {
            if isShape(["action", ".", "id", equals, nil]), let id = text(4) {
                return .action(id, isPrefix: false)
            }
            if isShape(["subject", ".", "user", equals, nil]), let name = text(4) {
                return .user(name)
            }
            if isShape(["action", ".", "lookup", "(", nil, ")", equals, nil]),
                let key = text(4), let value = text(7)
            {
                return .detail(key, value)
            }
            if isShape(["action", ".", "id", ".", "indexOf", "(", nil, ")", equals, "0"]),
                let id = text(6)
            {
                return .action(id, isPrefix: true)
            }
        }
        if isShape(["action", ".", "id", ".", "startsWith", "(", nil, ")"]), let id = text(6) {
            return .action(id, isPrefix: true)
        }
        if isShape(["subject", ".", "isInGroup", "(", nil, ")"]), let name = text(4) {
            return .group(name)
        }
        return isShape(["subject", ".", nil]) && ["local", "active"].contains(words[2])
            ? .present : nil
    }

    /// The tokens of a script, comments left out, strings in double quotes.
    private static func tokens(_ text: String) -> [String] {
        var out: [String] = []
        var rest = text[...]
        while let first = rest.first {
            if rest.hasPrefix("//") {
                rest = rest.drop { $0 != "\n" }
            } else if rest.hasPrefix("/*") {
                rest = rest.firstRange(of: "*/").map { rest[$0.upperBound...] } ?? ""
            } else if first == "\"" || first == "'" {
                let inner = rest.dropFirst().prefix { $0 != first }
                out.append("\"" + inner + "\"")
                rest = rest.dropFirst(inner.count + 2)
            } else if first.isLetter || first.isNumber || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                out.append(String(word))
                rest = rest.dropFirst(word.count)
            } else if let sign = ["===", "&&", "||", "=="].first(where: { rest.hasPrefix($0) }) {
                out.append(sign)
                rest = rest.dropFirst(sign.count)
            } else {
                if !first.isWhitespace { out.append(String(first)) }
                rest = rest.dropFirst()
            }
        }
        return out
    }

    /// Where the bracket that a text begins with is closed.
    private static func closing(_ tokens: ArraySlice<String>) -> Int? {
        var depth = 0
        for index in tokens.indices {
            if tokens[index] == "(" { depth += 1 }
            if tokens[index] == ")" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    private static func unwrapped(_ tokens: ArraySlice<String>) -> ArraySlice<String> {
        guard tokens.first == "(", closing(tokens) == tokens.endIndex - 1 else { return tokens }
        return tokens.dropFirst().dropLast()
    }

    private static func split(
        _ tokens: ArraySlice<String>, at sign: String
    ) -> [ArraySlice<String>] {
        var out: [ArraySlice<String>] = []
        var (depth, begin) = (0, tokens.startIndex)
        for index in tokens.indices {
            if tokens[index] == "(" { depth += 1 }
            if tokens[index] == ")" { depth -= 1 }
            guard depth == 0, tokens[index] == sign else { continue }
            out.append(tokens[begin..<index])
            begin = index + 1
        }
        return out + [tokens[begin...]]
    }
}
