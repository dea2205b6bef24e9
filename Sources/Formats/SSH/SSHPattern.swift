/// Patterns of ssh_config(5), *PATTERNS*: `*` and `?`, a leading `!` negates.
public enum SSHPattern {
    /// Whether a list matches: one of its patterns does, and no negated one.
    public static func matches(_ name: String, any patterns: some Sequence<String>) -> Bool {
        var isMatched = false
        for pattern in patterns {
            if pattern.first == "!" {
                if match(Array(pattern.utf8.dropFirst())[...], Array(name.utf8)[...]) {
                    return false
                }
            } else if match(Array(pattern.utf8)[...], Array(name.utf8)[...]) {
                isMatched = true
            }
        }
        return isMatched
    }

    private static func match(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var (pattern, text) = (pattern, text)
        var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (pattern, text)
            } else if let one = pattern.first, let byte = text.first,
                one == UInt8(ascii: "?") || one == byte
            {
                pattern = pattern.dropFirst()
                text = text.dropFirst()
            } else if pattern.isEmpty, text.isEmpty {
                return true
            } else {
                guard let again = retry, !again.text.isEmpty else { return false }
                retry = (again.pattern, again.text.dropFirst())
                (pattern, text) = (again.pattern, again.text.dropFirst())
            }
        }
    }
}
