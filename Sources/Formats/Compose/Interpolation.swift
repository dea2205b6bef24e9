/// Variables in text as compose resolves them: `$V ${V} ${V:-d} ${V-d} ${V:?e} ${V?e} ${V:+r}
/// ${V+r}`, nested, and `$$` for a dollar sign (compose specification, *Interpolation*).
public struct Interpolation: Equatable, Sendable {
    /// What is wrong with a text.
    public enum Fault: Equatable, Sendable {
        /// A `${` that is not one of the forms; the text stays as it was written.
        case invalid
        /// A variable that must be set is not: its name and what the text says about it.
        case required(name: String, says: String)
    }

    /// The text with every variable in its place.
    public var text: String
    /// Variables that are not set and stand without a default, in order: they became nothing.
    public var unset: [String] = []
    /// Variables whose value went into the text, in order.
    public var used: [String] = []
    /// What was wrong, in order.
    public var faults: [Fault] = []

    /// Names of the variables that had to be set, or stood without a default, and were not; sorted.
    var missing: [String] {
        let required = faults.compactMap { fault -> String? in
            if case .required(let name, _) = fault { name } else { nil }
        }
        return Set(unset + required).sorted()
    }

    /// Resolves a text by looking each name up.
    public static func resolve(
        _ text: String, _ lookup: (String) -> String?
    ) -> Interpolation {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return Interpolation(text: text) }
        return withoutActuallyEscaping(lookup) { lookup in
            var resolver = InterpolationResolver(lookup: lookup)
            let resolved = resolver.resolve(Array(text.utf8)[...], depth: 0)
            var found = resolver.found
            let isValid = !found.faults.contains(.invalid)
            found.text = isValid ? String(decoding: resolved, as: UTF8.self) : text
            return found
        }
    }

    /// The names of the variables that a text refers to, in order.
    public static func names(in text: String) -> [String] {
        var names: [String] = []
        _ = resolve(text) { name in
            names.append(name)
            return nil
        }
        return names
    }
}
