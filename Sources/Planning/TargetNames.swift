internal import Vocabulary

/// Unit and user names for services on the target, without collision.
struct TargetNames {
    /// Unit name without suffix, by service id.
    let units: [String: String]
    /// User name, by service id.
    let users: [String: String]

    init(_ services: [Service], keepOwn: Bool, taken: Set<String>) {
        var usedUnits = taken
        var usedUsers: Set<String> = []
        var units: [String: String] = [:]
        var users: [String: String] = [:]
        for service in services.sorted(by: { $0.id < $1.id }) {
            let group = Identifiers.group(of: service.id) ?? ""
            let wanted =
                service.kinds.contains("unit") && !service.isContainer
                ? Self.clean(service.name) : Self.clean("\(group)-\(service.name)")
            units[service.id] = Self.free(wanted, &usedUnits)
            users[service.id] = Self.free(String(Self.clean(wanted).prefix(28)), &usedUsers)
        }
        self.units = units
        self.users = users
    }

    /// Lower case letters, digits and dashes, beginning with a letter.
    static func clean(_ text: String) -> String {
        var name = text.lowercased()
        for suffix in [".service", ".timer"] where name.hasSuffix(suffix) {
            name = String(name.dropLast(suffix.count))
        }
        let kept = name.unicodeScalars.map { scalar -> Character in
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || "0123456789".unicodeScalars.contains(scalar))
            return isPlain ? Character(scalar) : "-"
        }
        let words = String(kept).split(separator: "-").joined(separator: "-")
        guard let first = words.first, first.isLetter else { return "svc-\(words)" }
        return words
    }

    private static func free(_ wanted: String, _ used: inout Set<String>) -> String {
        var name = wanted
        var number = 2
        while !used.insert(name).inserted {
            name = "\(wanted)-\(number)"
            number += 1
        }
        return name
    }
}
