import Knowledge
import Testing

@Suite struct `A check that a playbook ships` {
    private static let checks = Playbooks.shipped.all.flatMap { playbook in
        (playbook.procedures.verify + playbook.procedures.check).map { (playbook.id, $0) }
    }

    private static func holds(_ pattern: String, _ text: String) throws -> Bool {
        try Regex("(?:\(pattern))").dotMatchesNewlines().wholeMatch(in: text) != nil
    }

    @Test func `P30: takes nothing printed, and no complaint, for what it expects`() throws {
        let printing = Self.checks.compactMap { id, check in
            check.prints.map { (id: "\(id) \(check.id)", prints: $0, seen: check.seen) }
        }
        #expect(printing.count > 20)
        let wrong = [
            "", "\n", "error: connection refused", "Error: not found", "FATAL:  the server is down",
            "curl: (7) Failed to connect to localhost", "null", "{}", "[]", "false", "-1",
            "<html><title>502 Bad Gateway</title></html>",
        ]
        for check in printing {
            for text in wrong where try Self.holds(check.prints, text) {
                Issue.record("\(check.id): \(check.prints) takes '\(text)'")
            }
        }
    }

    @Test func `P30: takes what was seen, and not what is like it`() throws {
        for (id, check) in Self.checks {
            guard let prints = check.prints, let seen = check.seen else { continue }
            #expect(try Self.holds(prints, seen), "\(id) \(check.id)")
            #expect(try !Self.holds(prints, String(seen.dropLast(seen.count / 2 + 1))), "\(id)")
        }
    }

    @Test func `P30: says what it shows, of what level`() {
        for (id, check) in Self.checks {
            #expect((1...3).contains(check.level), "\(id) \(check.id)")
            #expect(!check.proves.isEmpty, "\(id) \(check.id)")
        }
    }
}
