/// Walks a text from `$` to `$`.
struct InterpolationResolver {
    /// Deeper defaults within defaults are not resolved but refused.
    private static let depthLimit = 50

    let lookup: (String) -> String?
    var found = Interpolation(text: "")

    init(lookup: @escaping (String) -> String?) {
        self.lookup = lookup
    }

    /// The bytes with every variable in its place.
    mutating func resolve(_ text: ArraySlice<UInt8>, depth: Int) -> [UInt8] {
        guard depth <= Self.depthLimit else { return invalid() }
        var out: [UInt8] = []
        var rest = text
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            out.append(contentsOf: rest[..<dollar])
            rest = rest[(dollar + 1)...]
            if rest.first == UInt8(ascii: "$") {
                out.append(UInt8(ascii: "$"))
                rest.removeFirst()
            } else if rest.first == UInt8(ascii: "{") {
                out.append(contentsOf: braced(&rest, depth: depth))
            } else {
                out.append(contentsOf: plain(&rest))
            }
        }
        out.append(contentsOf: rest)
        return out
    }

    /// `$NAME`; a dollar sign that no name follows is itself.
    private mutating func plain(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        let name = Self.name(at: rest)
        rest = rest.dropFirst(name.count)
        return name.isEmpty ? [UInt8(ascii: "$")] : value(of: name)
    }

    private mutating func braced(_ rest: inout ArraySlice<UInt8>, depth: Int) -> [UInt8] {
        guard let close = Self.closingBrace(rest) else {
            rest = []
            return invalid()
        }
        let body = rest[(rest.startIndex + 1)..<close]
        rest = rest[(close + 1)...]
        let name = Self.name(at: body)
        let tail = body.dropFirst(name.count)
        guard !name.isEmpty else { return invalid() }
        if tail.isEmpty { return value(of: name) }
        return operated(String(decoding: name, as: UTF8.self), tail, depth: depth)
    }

    /// A name with an operator and its argument.
    private mutating func operated(
        _ name: String, _ tail: ArraySlice<UInt8>, depth: Int
    ) -> [UInt8] {
        let countsEmpty = tail.first == UInt8(ascii: ":")
        let sign = countsEmpty ? tail.dropFirst().first : tail.first
        let argument = tail.dropFirst(countsEmpty ? 2 : 1)
        guard let sign, !argument.contains(0x0A) else { return invalid() }
        let value = lookup(name)
        let isPresent = countsEmpty ? !(value ?? "").isEmpty : value != nil
        switch sign {
        case UInt8(ascii: "-"):
            return isPresent ? used(name, value) : resolve(argument, depth: depth + 1)
        case UInt8(ascii: "+"):
            return isPresent ? resolve(argument, depth: depth + 1) : []
        case UInt8(ascii: "?"):
            if isPresent { return used(name, value) }
            let says = String(decoding: resolve(argument, depth: depth + 1), as: UTF8.self)
            found.faults.append(.required(name: name, says: says))
            return []
        default: return invalid()
        }
    }

    private mutating func value(of name: ArraySlice<UInt8>) -> [UInt8] {
        let name = String(decoding: name, as: UTF8.self)
        guard let value = lookup(name) else {
            found.unset.append(name)
            return []
        }
        return used(name, value)
    }

    private mutating func used(_ name: String, _ value: String?) -> [UInt8] {
        found.used.append(name)
        return Array((value ?? "").utf8)
    }

    private mutating func invalid() -> [UInt8] {
        found.faults.append(.invalid)
        return []
    }

    private static func name(at text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let first = text.first, isLetter(first) else { return text.prefix(0) }
        return text.prefix { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The brace that closes the one at the start, braces between them paired.
    private static func closingBrace(_ text: ArraySlice<UInt8>) -> Int? {
        var open = 0
        for index in text.indices {
            if text[index] == UInt8(ascii: "{") { open += 1 }
            if text[index] == UInt8(ascii: "}") {
                open -= 1
                if open == 0 { return index }
            }
        }
        return nil
    }
}
