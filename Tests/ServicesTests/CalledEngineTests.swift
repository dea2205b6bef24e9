import Testing
import Vocabulary

@testable import Services

@Suite struct `A command line that calls a container engine` {
    @Test(arguments: [
        ("docker exec -i pg /usr/bin/pg_dump -U a a | gzip", ["exec pg pg_dump"]),
        ("cd /srv && docker compose -f x.yml exec -T db psql", ["compose exec db psql"]),
        ("docker exec -u root pg pg_dump", ["exec pg pg_dump"]),
        ("docker exec -iu root pg pg_dump", ["exec root "]),
        ("docker exec --env-file x pg pg_dump", ["exec x "]),
        ("docker exec -d pg pg_dump", ["exec pg "]),
        ("docker exec -u \"$who\" pg pg_dump", ["exec pg "]),
        ("docker exec -e 'A=a b' pg pg_dump", ["exec pg "]),
        ("sudo docker-compose restart gateway", ["compose restart  "]),
        ("sh -c 'docker cp a:/x y'", ["cp a "]), ("echo docker exec pg true", []),
        ("docker --config hunter2 ps", []),
    ])
    func `is told by what it asks, of whom, and for which program`(line: String, calls: [String]) {
        let found = CommandLine(line).calls
        #expect(found.map { "\($0.verb) \($0.container) \($0.program)" } == calls)
    }

    @Test func `tells the user, the folder and the variables that it gives, and no value`() throws {
        let line = "docker exec -it --user=postgres -e PGPASSWORD=turnstone -w /tmp pg psql -c x"
        let call = try #require(CommandLine(line).calls.first)
        #expect((call.user, call.folder, call.program) == ("postgres", "/tmp", "psql"))
        #expect(call.variables == ["PGPASSWORD"])
        #expect(call.evidence.says == "runs psql in pg as postgres at /tmp with PGPASSWORD")
    }
}
