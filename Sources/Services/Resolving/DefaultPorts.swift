/// The port a scheme means where none is written (IANA service names, and the engines' manuals).
enum DefaultPorts {
    static func port(ofScheme scheme: String?) -> Int? {
        guard let scheme else { return nil }
        return ports[scheme.split(separator: "+").first.map(String.init) ?? scheme]
    }

    private static let ports = [
        "http": 80, "ws": 80, "https": 443, "wss": 443, "postgres": 5432, "postgresql": 5432,
        "mysql": 3306, "mariadb": 3306, "redis": 6379, "rediss": 6379, "valkey": 6379, "amqp": 5672,
        "amqps": 5671,
        "mongodb": 27017, "mqtt": 1883, "mqtts": 8883, "nats": 4222, "ldap": 389, "ldaps": 636,
        "smtp": 25,
        "smtps": 465, "clickhouse": 9000, "bolt": 7687, "neo4j": 7687, "memcached": 11211,
        "kafka": 9092,
        "tcp": 0,
    ]
}
