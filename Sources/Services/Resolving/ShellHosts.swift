/// Hosts that clients on a command line are told by an option or an operand of their own.
enum ShellHosts {
    private static let clients: [String: Int] = [
        "psql": 5432, "pg_dump": 5432, "pg_dumpall": 5432, "pg_isready": 5432, "pg_restore": 5432,
        "pg_basebackup": 5432, "createdb": 5432, "redis-cli": 6379, "valkey-cli": 6379,
        "mysql": 3306, "mysqldump": 3306, "mariadb": 3306, "mariadb-dump": 3306,
        "mysqladmin": 3306, "mariadb-admin": 3306, "mongodump": 27017, "mongosh": 27017,
        "mosquitto_pub": 1883, "mosquitto_sub": 1883, "ldapsearch": 389, "influx": 8086,
    ]

    /// `psql -h db -p 5432`, `mysql -hdb`, `nc -z db 5432`: where each client goes.
    static func find(in text: String) -> [Reference] {
        guard text.contains(" ") else { return [] }
        let words = text.split { " ;&|()\n\t\"'`".contains($0) }.map(String.init)
        return words.indices.compactMap { index in
            let name = words[index].split(separator: "/").last.map(String.init) ?? words[index]
            let rest = words[(index + 1)...].prefix(14)
            if name == "nc" || name == "ncat" || name == "netcat" { return dialled(rest) }
            guard let port = clients[name] else { return nil }
            return option(rest, port: port)
        }
    }

    private static func dialled(_ words: ArraySlice<String>) -> Reference? {
        let operands = words.filter { $0.first != "-" }
        guard let mark = operands.indices.first(where: { Int(operands[$0]) != nil && $0 > 0 }),
            let port = Int(operands[mark])
        else { return nil }
        return reference(operands[mark - 1], port: port)
    }

    private static func option(_ words: ArraySlice<String>, port: Int) -> Reference? {
        var host: String?
        var port = port
        for index in words.indices {
            let next = words.index(after: index) < words.endIndex ? words[index + 1] : ""
            let word = words[index]
            if word == "-h" || word == "--host" { host = next }
            if word.hasPrefix("--host=") { host = String(word.dropFirst(7)) }
            if word.hasPrefix("-h"), word.count > 2, word != "-hide" {
                host = String(word.dropFirst(2))
            }
            if word == "-p" || word == "-P" || word == "--port" { port = Int(next) ?? port }
        }
        return host.flatMap { reference($0, port: port) }
    }

    private static func reference(_ host: String, port: Int) -> Reference? {
        guard let (name, own) = References.hostAndPort(Substring(host)) else { return nil }
        return Reference(
            target: .host(name, port: own ?? port), scheme: nil, rule: "client")
    }
}
