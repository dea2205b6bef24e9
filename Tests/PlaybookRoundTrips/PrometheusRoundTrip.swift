import Foundation
import Knowledge
import Planning
import Testing

/// The very commands of the playbook, run on what a real server wrote.
@Suite(
    .serialized,
    .enabled(
        if: Shell.missing(["prometheus", "promtool"]).isEmpty,
        "Prometheus is not installed; `make parts` installs it"))
struct `The prometheus playbook` {
    let source: Bench
    let target: Bench
    var arrived: String { "\(target.folder)/data/metrics2" }

    init() throws {
        let scratch = try Scratch("pm")
        source = try Bench("prometheus", in: scratch, "source", port: try Bench.freePort())
        target = try Bench("prometheus", in: scratch, "target", port: try Bench.freePort())
        for bench in [source, target] {
            let folder = "\(bench.folder)/data/metrics2"
            bench.enter(bench.procedures.outside, "/var/lib/prometheus/metrics2", as: folder)
            let port = bench.context.values["port"] ?? ""
            try bench.shell(
                """
                mkdir config data/metrics2
                cat > config/prometheus.yml << 'END'
                global: {scrape_interval: 200ms}
                scrape_configs:
                  - {job_name: self, static_configs: [{targets: ["127.0.0.1:\(port)"]}]}
                END
                """)
        }
        try source.shell(
            """
            cat > seed << END
            # HELP jobs Jobs done.
            # TYPE jobs counter
            jobs_total{agent="moss"} 1 $(date --date '-2 days' +%s)
            jobs_total{agent="moss"} 7 $(date --date '-1 day' +%s)
            # EOF
            END
            promtool tsdb create-blocks-from openmetrics seed data/metrics2 > /dev/null
            """)
        try start(source)
        let port = source.context.values["port"] ?? ""
        try source.await(
            "curl --silent '127.0.0.1:\(port)/api/v1/query?query=up' | grep '\"value\"'")
        source.stopServers()
    }

    func start(_ bench: Bench) throws {
        let port = bench.context.values["port"] ?? ""
        try bench.serve(
            "prometheus --config.file=config/prometheus.yml --log.level=warn "
                + "--storage.tsdb.path=data/metrics2 --web.listen-address=127.0.0.1:\(port)")
        try bench.await("curl --fail --silent 127.0.0.1:\(port)/-/ready")
    }

    @Test func `carries blocks and log so that both ends compare equal, and tells each loss`()
        throws
    {
        try source.run(source.procedures.dump)
        #expect(try source.procedures.verify.allSatisfy(source.holds))
        #expect(try target.procedures.before.allSatisfy(target.holds))
        try target.run(target.procedures.load)
        #expect(try !target.procedures.before.allSatisfy(target.holds))
        let left = try source.run(source.procedures.compare)
        let count = Int(left.split(separator: " ")[1]) ?? 0
        #expect(count > 100)
        #expect(try target.noticesSpoil())
        try start(target)
        #expect(try target.run(target.procedures.compare) == left)
        #expect(try target.procedures.check.allSatisfy(target.holds))
        target.stopServers()
        #expect(try !target.holds(target.procedures.check[1]))
        try target.shell("echo 'not: [known' >> config/prometheus.yml")
        #expect(try !target.holds(target.procedures.check[0]))

        for harm in ["rm --recursive 01*", "rm --recursive wal; mkdir wal"] {
            try target.run(target.procedures.unload + target.procedures.load)
            try Bench.expect("cd \(arrived); \(harm)")
            let now = try Shell.run(target.text.text(target.procedures.compare))
            #expect(now.status != 0 || now.output != left, "unnoticed: \(harm)")
        }
        try target.run(target.procedures.unload + target.procedures.load)
        let chunks = try Bench.expect("ls \(arrived)/01*/chunks/000001").split(separator: "\n")
        try Harm.flip(String(chunks[0]))
        let now = try Shell.run(target.text.text(target.procedures.compare))
        #expect(now.status != 0 || now.output != left)
        try Data("no archive at all".utf8).write(
            to: URL(fileURLWithPath: "\(source.scratch.path)/exports/blocks.tar"))
        #expect(try !source.procedures.verify.allSatisfy(source.holds))
    }
}
