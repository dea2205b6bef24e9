import Places
import Vocabulary

/// Names and homes of users, as passwd(5) has them.
struct UserNames {
    private var names: [Int: String] = [0: "root"]
    /// Homes of people, by name of user.
    private(set) var homes: [String: String] = [:]

    init(_ place: some PlaceAccess) {
        let bytes = (try? place.read("etc/passwd", below: "/", limit: 4 << 20)) ?? []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count > 2, let id = Int(fields[2]), names[id] == nil else { continue }
            names[id] = String(fields[0])
            // Accounts of programs begin below 1000, nobody is 65534 (login.defs(5)).
            let isPerson = (1000..<65534).contains(id)
            if fields.count > 5, isPerson { homes[String(fields[0])] = String(fields[5]) }
        }
    }

    func name(of id: Int) -> String { names[id] ?? String(id) }

    /// The group of services that a user's own manager keeps.
    func group(of id: Int) -> String { "user:" + name(of: id) }
}
