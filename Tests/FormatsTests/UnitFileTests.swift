import Formats
import Testing

@Suite struct `a unit file` {
    private let unit = UnitFile(
        Array(
            """
            # a comment
            [Unit]
            Description=Two \\
              lines
            After=a.service b.service
            [Service]
            ExecStart=-/bin/sh -c "echo \\"x y\\"" 'one two'
            Environment="A=b c" D=e
            Environment=F=g
            ReadWritePaths=/one
            ReadWritePaths=
            ReadWritePaths=/two
            nonsense
            [X-Own]
            Key=value
            """.utf8))

    @Test func `joins continued lines and keeps where they stand`() {
        let entry = unit.values("Unit", "Description").first
        #expect(entry?.value == "Two lines")
        #expect(entry?.line == 3)
    }

    @Test func `gathers repeated keys, and an empty one takes back what stood before`() {
        #expect(unit.values("Service", "Environment").count == 2)
        #expect(unit.values("Service", "ReadWritePaths").map(\.value) == ["/two"])
    }

    @Test func `lets a drop-in add and take back`() {
        let changed = unit.extended(
            by: UnitFile(Array("[Service]\nExecStart=\nExecStart=/bin/true\n".utf8)))
        #expect(changed.values("Service", "ExecStart").map(\.value) == ["/bin/true"])
    }

    @Test func `splits words as the manager does`() {
        let words = UnitWords.command(unit.value("Service", "ExecStart") ?? "")
        #expect(words == ["/bin/sh", "-c", "echo \"x y\"", "one two"])
        let variables = UnitWords.assignments(unit.values("Service", "Environment")[0].value)
        #expect(variables.map(\.name) == ["A", "D"])
        #expect(variables.map(\.value) == ["b c", "e"])
    }

    @Test func `tells what it cannot read and goes on`() {
        #expect(unit.faults.map(\.line) == [13])
        #expect(unit.value("X-Own", "Key") == "value")
    }
}

@Suite struct `a crontab` {
    @Test func `has five columns, nicknames, variables and comments`() {
        let text = """
            MAILTO="a b"
            # 1 2 3 4 5 no
            */5 1-3 * jan mon /bin/run --day=%Y\\%m %input
            @reboot sleep 5 && /bin/up
            not a line
            """
        let crontab = Crontab(Array(text.utf8), hasUserColumn: false)
        #expect(crontab.variables.map(\.value) == ["a b"])
        #expect(crontab.jobs.map(\.schedule) == ["*/5 1-3 * jan mon", "@reboot"])
        #expect(crontab.jobs.map(\.command) == ["/bin/run --day=", "sleep 5 && /bin/up"])
        #expect(crontab.jobs.map(\.line) == [3, 4])
        #expect(crontab.faults.map(\.line) == [5])
    }

    @Test func `has a user before the command where the system's has`() {
        let crontab = Crontab(
            Array("17 * * * * root cd / && run-parts x\n".utf8), hasUserColumn: true)
        #expect(crontab.jobs.first?.user == "root")
        #expect(crontab.jobs.first?.command == "cd / && run-parts x")
    }
}

@Suite struct `an agent's schedule` {
    private func jobs(_ text: String) throws -> [AgentSchedule.Job] {
        AgentSchedule(try JSONDocument.read(Array(text.utf8))).jobs
    }

    @Test func `is a list of jobs with a time and a prompt or a command`() throws {
        let found = try jobs(
            """
            {"jobs": [
              {"id": "1", "name": "Morning", "enabled": false, "schedule": {"kind": "cron", "expr": "0 5 * * *", "tz": "Europe/Rome"},
               "payload": {"kind": "agentTurn", "message": "Read it"}},
              {"name": "sweep", "every": "3h", "command": "run.sh"}
            ]}
            """)
        #expect(found.map(\.name) == ["Morning", "sweep"])
        #expect(found.map(\.schedule) == ["0 5 * * * Europe/Rome", "3h"])
        #expect(found.map(\.isEnabled) == [false, true])
        #expect(found[0].prompt?.string == "Read it")
        #expect(found[1].command?.string == "run.sh")
    }

    @Test func `is not every list`() throws {
        #expect(try jobs("{\"jobs\": [{\"name\": \"x\"}]}").isEmpty)
        #expect(try jobs("[1, 2]").isEmpty)
    }
}
