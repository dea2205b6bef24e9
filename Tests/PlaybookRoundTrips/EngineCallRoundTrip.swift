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
    private func rewriting(
        _ file: String, container: String, connect: [String], hoists: [PlanBuilder.Hoist] = []
    ) throws -> PlanBuilder.Rewriting {
        let playbook = try #require(Playbooks.shipped[id: "postgres"])
        return PlanBuilder.Rewriting(
            call: .init(verb: "exec", container: container, program: "pg_dump"), path: file,
            line: 2, owner: .init(place: "local", group: "x", name: "pg", kinds: ["compose"]),
            playbook: playbook, program: "pg_dump", tries: playbook.clients["pg_dump"] ?? [],
            connect: connect, hoists: hoists)
    }

    @Test(arguments: [
        (
            "docker exec -u postgres pg pg_dump -U moto",
            "runuser --user postgres -- pg_dump --port=1 -U moto"
        ),
        (
            "sudo /usr/bin/docker exec --env=A=1 -i -e 'B=$x' --user=postgres pg pg_dump -e B=2 | gzip",
            "sudo env A=1 env 'B=$x' runuser --user postgres -- pg_dump --port=1 -e B=2 | gzip"
        ),
        (
            "podman exec -e A -w \"/in/side\" -e A=\"$PW\" pg pg_dump > x",
            "env A=\"$PW\" env --chdir=/out/side pg_dump --port=1 > x"
        ),
        (
            "docker compose exec -T -w /in/side -e B -e AB=1 pg pg_dump",
            "env --chdir=/out/side docker compose exec -T -e AB=1 pg pg_dump"
        ),
    ])
    func `takes a user, a folder and variables along`(line: String, after: String) throws {
        let scratch = try Scratch("call")
        let file = "\(scratch.path)/dump.sh"
        try Data("#!/bin/sh\n\(line)\n".utf8).write(to: URL(fileURLWithPath: file))
        let rewriting = try rewriting(
            file, container: "pg", connect: ["--port=1"],
            hoists: [
                .variable("A"), .variable("B"), .user("postgres", becomes: "postgres"),
                .folder("/in/side", becomes: "/out/side"),
            ])
        try Bench.expect("\(rewriting.edit) \(file)")
        #expect(try Bench.expect("cat \(file)") == "#!/bin/sh\n\(after)\n")
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
    func `is tried as the user that the call named, with its variables`() throws {
        let scratch = try Scratch("call")
        let server = try PostgresInstance(
            in: scratch, "pg", port: try Bench.freePort(), exports: scratch.path)
        let file = "\(scratch.path)/dump.sh"
        let line = "docker exec -u postgres -e PGDATABASE=postgres pg pg_dump | gzip > /nowhere"
        try Data("#!/bin/sh\n\(line)\n".utf8).write(to: URL(fileURLWithPath: file))
        for (role, status) in [("postgres", Int32(0)), ("nobody", 1)] {
            let rewriting = try rewriting(
                file, container: "pg",
                connect: server.procedures.connect["alone"]?.map {
                    CommandText(server.procedures, server.context).word($0)
                } ?? [], hoists: [.variable("PGDATABASE"), .user("postgres", becomes: role)])
            try Bench.expect("cp \(file) \(file).new && \(rewriting.edit) \(file).new")
            let text = rewriting.tried(as: "root").replacingOccurrences(
                of: file, with: file + ".new")
            #expect((try Shell.run(text).status == 0) == (status == 0))
        }
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
