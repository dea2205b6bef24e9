/// What counts as a number in a JSON text.
enum JSONNumber {
    /// RFC 8259 section 6; relaxed, JSON5's hexadecimal, leading `+` and bare points as well.
    static func isNumber(_ word: String, _ dialect: JSONDocument.Dialect) -> Bool {
        switch dialect {
        case .strict: isStrict(Array(word.utf8)[...])
        case .relaxed: isStrict(Array(word.utf8)[...]) || isRelaxed(word)
        }
    }

    private static func isStrict(_ word: ArraySlice<UInt8>) -> Bool {
        var rest = word
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = digits(&rest)
        guard whole.count == 1 || whole.count > 1 && whole.first != UInt8(ascii: "0") else {
            return false
        }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            if digits(&rest).isEmpty { return false }
        }
        if let mark = rest.first, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") {
            rest.removeFirst()
            if let sign = rest.first, "+-".utf8.contains(sign) { rest.removeFirst() }
            if digits(&rest).isEmpty { return false }
        }
        return rest.isEmpty
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let found = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(found.count)
        return found
    }

    private static func isRelaxed(_ word: String) -> Bool {
        guard let first = word.first, "+-.0123456789".contains(first) else {
            return ["NaN", "Infinity"].contains(word)
        }
        return Double(word) != nil
    }
}
