/// Data source names that are no URLs, as database drivers write them.
enum DataSources {
    /// `user:pass@tcp(host:3306)/db`, `host=db port=5432`, `Server=tcp:db,1433;Database=…`,
    /// `jdbc:oracle:thin:@host:1521:sid`.
    static func find(in value: String) -> [Reference] {
        dialled(value) + oracle(value) + pairs(value)
    }

    private static func dialled(_ value: String) -> [Reference] {
        guard let open = value.firstRange(of: "@tcp("), !value.contains("://") else { return [] }
        return reference(value[open.upperBound...].prefix { $0 != ")" }, port: nil, "mysql")
    }

    private static func oracle(_ value: String) -> [Reference] {
        guard let mark = value.firstRange(of: ":thin:@") else { return [] }
        let place = value[mark.upperBound...].drop { $0 == "/" }
        let parts = place.split { $0 == ":" || $0 == "/" }
        guard let host = parts.first else { return [] }
        return reference(host, port: parts.count > 1 ? Int(parts[1]) : nil, "oracle")
    }

    private static let hostKeys: Set<String> = [
        "host", "server", "data source", "datasource", "hostaddr", "address", "addr",
        "network address",
    ]

    /// `key=value` pairs, apart by `;` or, without one, by blanks.
    private static func pairs(_ value: String) -> [Reference] {
        guard value.contains("="), !value.contains("://") else { return [] }
        let words =
            value.contains(";")
            ? value.split(separator: ";")
            : value.split { $0 == " " || $0 == "\n" || $0 == "\t" }
        guard words.count > 1 else { return [] }
        var hosts: [Substring] = []
        var port: Int?
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = parts[0].trimmingSpace.lowercased()
            let text = parts[1].trimmingSpace
            if hostKeys.contains(name) { hosts += split(text) }
            if name == "port" { port = Int(text) }
        }
        return hosts.flatMap { reference($0, port: port, nil) }
    }

    /// The hosts of a pair's value; a number after a comma is the port of the one before it.
    private static func split(_ text: String) -> [Substring] {
        let bare = text.hasPrefix("tcp:") ? text.dropFirst(4) : Substring(text)
        let parts = bare.split(separator: ",")
        if parts.count == 2, Int(parts[1]) != nil { return ["\(parts[0]):\(parts[1])"] }
        return parts
    }

    private static func reference(
        _ place: Substring, port: Int?, _ scheme: String?
    ) -> [Reference] {
        guard let (host, own) = References.hostAndPort(place) else { return [] }
        return [Reference(target: .host(host, port: own ?? port), scheme: scheme, rule: "dsn")]
    }
}
