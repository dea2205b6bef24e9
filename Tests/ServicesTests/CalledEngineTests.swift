import Testing
import Vocabulary

@testable import Services

@Suite struct `A command line that calls a container engine` {
    @Test(arguments: [
        ("docker exec -i pg /usr/bin/pg_dump -U a a | gzip", ["exec pg pg_dump"]),
        ("cd /srv && docker compose -f x.yml exec -T db psql", ["compose exec db psql"]),
        ("docker exec -u root pg pg_dump", ["exec pg "]),
        ("sudo docker-compose restart gateway", ["compose restart  "]),
        ("sh -c 'docker cp a:/x y'", ["cp a "]), ("echo docker exec pg true", []),
        ("docker --config hunter2 ps", []),
    ])
    func `is told by what it asks, of whom, and for which program`(line: String, calls: [String]) {
        let found = CommandLine(line).calls
        #expect(found.map { "\($0.verb) \($0.container) \($0.program)" } == calls)
    }
}
