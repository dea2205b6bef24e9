import Foundation
import Knowledge
import Testing
import Vocabulary

@testable import Planning

/// Lines of scripts that call a container, rewritten by the plan's own text and run for real.
@Suite(
    .serialized,
    .enabled(if: PostgresInstance.isHere, "PostgreSQL is not installed; `make parts` installs it"))
struct `A line that called a container` {
    private func rewriting(_ file: String, container: String, connect: [String]) throws
        -> PlanBuilder.Rewriting
    {
        let playbook = try #require(Playbooks.shipped[id: "postgres"])
        return PlanBuilder.Rewriting(
            call: .init(verb: "exec", container: container, program: "pg_dump"), path: file,
            line: 2, owner: .init(place: "local", group: "x", name: "pg", kinds: ["compose"]),
            playbook: playbook, program: "pg_dump", tries: playbook.clients["pg_dump"] ?? [],
            connect: connect)
    }

    @Test(arguments: [
        ("docker exec pg pg_dump -U moto moto > x", "pg_dump --port=1 -U moto moto > x"),
        (
            "if ! sudo docker compose -f /srv/c.yml exec -T pg pg_dump moto | gzip; then",
            "if ! sudo pg_dump --port=1 moto | gzip; then"
        ),
        (
            "/usr/bin/docker exec -i \"pg\" /usr/lib/postgresql/15/bin/pg_dump -U a |",
            "pg_dump --port=1 -U a |"
        ),
        ("echo docker; docker-compose exec pg pg_dump", "echo docker; pg_dump --port=1"),
    ])
    func `calls the program itself, and keeps every other word`(line: String, after: String) throws
    {
        let scratch = try Scratch("call")
        let file = "\(scratch.path)/dump.sh"
        try Data("#!/bin/sh\n\(line)\n\(line)\n".utf8).write(to: URL(fileURLWithPath: file))
        let rewriting = try rewriting(file, container: "pg", connect: ["--port=1"])
        #expect(try Shell.run(rewriting.said).status != 0)
        try Bench.expect("\(rewriting.edit) \(file)")
        #expect(try Bench.expect("cat \(file)") == "#!/bin/sh\n\(after)\n\(line)\n")
        #expect(try Shell.run(rewriting.said).status == 0)
        try Bench.expect("\(rewriting.edit) \(file)")
        #expect(try Bench.expect("cat \(file)") == "#!/bin/sh\n\(after)\n\(line)\n")
    }

    @Test(.enabled(if: getuid() == 0, "only root may try it as somebody else"))
    func `is tried as whoever runs it, and one who is not let in is told`() throws {
        let scratch = try Scratch("call")
        let server = try PostgresInstance(
            in: scratch, "pg", port: try Bench.freePort(), exports: scratch.path)
        let file = "\(scratch.path)/dump.sh"
        func tries(_ role: String) throws -> Int32 {
            let line = "docker exec pg pg_dump -U \(role) postgres | gzip > /nowhere/at/all"
            try Data("#!/bin/sh\n\(line)\n".utf8).write(to: URL(fileURLWithPath: file))
            let rewriting = try rewriting(
                file, container: "pg",
                connect: server.procedures.connect["alone"]?.map {
                    CommandText(server.procedures, server.context).word($0)
                } ?? [])
            try Bench.expect("\(rewriting.edit) \(file)")
            return try Shell.run(rewriting.tried(as: "postgres")).status
        }
        #expect(try tries("postgres") == 0)
        #expect(try tries("nobody-there") != 0)
    }
}
