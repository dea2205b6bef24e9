import Foundation
import Knowledge
import Planning
import Testing

/// The very commands of the playbook, run against two real nodes.
@Suite(
    .serialized,
    .enabled(
        if: FileManager.default.fileExists(atPath: "/usr/lib/rabbitmq/bin/rabbitmq-server"),
        "RabbitMQ is not installed; `make parts` installs it"))
struct `The rabbitmq playbook` {
    let source: RabbitNode
    let target: RabbitNode
    var exported: String { "\(source.bench.scratch.path)/exports/definitions.json" }

    init() throws {
        let scratch = try Scratch("rq")
        source = try RabbitNode(in: scratch, "source")
        target = try RabbitNode(in: scratch, "target")
    }

    static let definitions = """
        {"users": [{"name": "agent", "password": "not-a-secret", "tags": ["monitoring"]}],
         "vhosts": [{"name": "/"}, {"name": "the agent"}],
         "permissions": [{"user": "agent", "vhost": "the agent", "configure": "", "write": ".*",
                          "read": ".*"}],
         "exchanges": [{"name": "events", "vhost": "the agent", "type": "topic", "durable": true,
                        "auto_delete": false, "internal": false, "arguments": {}}],
         "queues": [{"name": "work", "vhost": "the agent", "durable": true, "auto_delete": false,
                     "arguments": {"x-max-length": 1000}}],
         "bindings": [{"source": "events", "vhost": "the agent", "destination": "work",
                       "destination_type": "queue", "routing_key": "a.*", "arguments": {}}],
         "policies": [{"name": "keep", "vhost": "the agent", "pattern": ".*", "apply-to": "queues",
                       "definition": {"message-ttl": 60000}, "priority": 1}]}
        """

    @Test func `carries definitions, tells each loss, and stops while a queue holds a message`()
        throws
    {
        let (out, into) = (source.bench, target.bench)
        try Data(Self.definitions.utf8).write(
            to: URL(fileURLWithPath: "\(out.scratch.path)/seed.json"))
        try out.wake()
        try target.serve()
        var seed = PlaybookProcedures.Command(
            id: "seed", run: [["rabbitmqctl", "--silent", "import_definitions"]])
        seed.from = "\(out.scratch.path)/seed.json"
        try out.run([seed])
        try source.eval(#"rabbit_auth_backend_internal:delete_user(<<"guest">>, <<"seed">>)."#)

        try source.eval(Self.publish)
        #expect(try !out.holds(out.procedures.dump[0]))
        try source.eval(Self.purge)
        try out.run(out.procedures.dump)
        #expect(try out.procedures.verify.allSatisfy(out.holds))
        #expect(try into.procedures.before.allSatisfy(into.holds))
        try into.run(into.procedures.load)
        let left = try out.run(out.procedures.compare)
        #expect(try into.run(into.procedures.compare) == left)
        #expect(try into.noticesSpoil())
        #expect(left.contains("{queues,1,") && left.contains("{users,1,"))
        #expect(try into.procedures.check.allSatisfy(into.holds))
        #expect(try into.run(into.procedures.version).hasPrefix("3.10."))
        #expect(try !into.procedures.before.allSatisfy(into.holds))

        try target.eval(Self.harms)
        let after = Self.kinds(try into.run(into.procedures.compare))
        for (kind, digest) in Self.kinds(left) where !digest.contains(",0,") {
            #expect(after[kind] != digest, "unnoticed: \(kind)")
        }
        try into.run(into.procedures.unload)
        #expect(try into.procedures.before.allSatisfy(into.holds))
        try into.run(into.procedures.rest)
        #expect(try !into.procedures.check.contains { try into.holds($0) })
        try Harm.cut(exported)
        #expect(try !out.procedures.verify.allSatisfy(out.holds))
    }

    /// What the comparison says of each kind of definition.
    static func kinds(_ text: String) -> [String: String] {
        let parts = text.filter { !$0.isWhitespace && $0 != "[" }.split(separator: "{").map(
            String.init)
        let pairs = parts.map { (String($0.prefix { $0 != "," }), $0) }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }

    static let publish = #"""
        rabbit_basic:publish(rabbit_misc:r(<<"the agent">>, exchange, <<>>), <<"work">>,
          {list_to_atom("P_basic"), undefined, undefined, [], 2, undefined, undefined, undefined,
           undefined, undefined, undefined, undefined, undefined, undefined, undefined},
          <<"hello">>), timer:sleep(300).
        """#
    static let purge = #"""
        {ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<"the agent">>, queue, <<"work">>)),
        rabbit_amqqueue:purge(Q).
        """#
    /// One harm for each kind of definition.
    static let harms = #"""
        H = <<"harm">>, V = <<"the agent">>,
        rabbit_auth_backend_internal:change_password(<<"agent">>, <<"other">>, H),
        rabbit_auth_backend_internal:clear_permissions(<<"agent">>, V, H),
        rabbit_policy:delete(V, <<"keep">>, H),
        rabbit_exchange:delete(rabbit_misc:r(V, exchange, <<"events">>), false, H),
        {ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(V, queue, <<"work">>)),
        rabbit_amqqueue:delete(Q, false, false, H),
        rabbit_vhost:delete(V, H).
        """#
}

/// A private node: its own folder, port mapper, cookie and ports.
final class RabbitNode {
    let bench: Bench
    private let mapper: Int

    init(in scratch: Scratch, _ name: String) throws {
        mapper = try Bench.freePort()
        bench = try Bench("rabbitmq", in: scratch, name, port: try Bench.freePort())
        let folder = bench.folder
        let port = bench.context.values["port"] ?? ""
        let listen = bench.playbook.listen?.text.replacing("{address}", with: "127.0.0.1")
        try Data((listen?.replacing("{port}", with: port) ?? "").utf8).write(
            to: URL(fileURLWithPath: "\(folder)/rabbitmq.conf"))
        let settings = [
            "HOME=\(folder)", "RABBITMQ_NODENAME=\(name)@localhost", "RABBITMQ_BASE=\(folder)",
            "RABBITMQ_MNESIA_BASE=\(folder)/data", "RABBITMQ_LOG_BASE=\(folder)/logs",
            "RABBITMQ_DIST_PORT=\(try Bench.freePort())", "ERL_EPMD_PORT=\(mapper)",
            "ERL_EPMD_ADDRESS=127.0.0.1", "RABBITMQ_ENABLED_PLUGINS_FILE=\(folder)/plugins",
            "RABBITMQ_CONF_ENV_FILE=/dev/null", "RABBITMQ_CONFIG_FILE=\(folder)/rabbitmq.conf",
            "RABBITMQ_CONFIG_FILES=\(folder)/none", "PATH=/usr/lib/rabbitmq/bin:/usr/bin:/bin",
        ]
        bench.context.before += " env " + settings.joined(separator: " ")
    }

    deinit {
        _ = try? Shell.run(bench.text.text(bench.procedures.rest))
        // The port mapper goes only once its last node has gone.
        _ = try? Shell.run(
            """
            for _ in $(seq 50); do
              if ERL_EPMD_PORT=\(mapper) epmd -kill 2>&1 | grep --quiet Killed; then exit 0; fi
              sleep 0.2
            done
            """)
    }

    /// Starts it with its listener, as its unit does.
    func serve() throws {
        try bench.run([.init(id: "serve", run: [["rabbitmq-server", "-detached"]])])
        try bench.awaitReady()
    }

    func eval(_ text: String) throws {
        try bench.run([.init(id: "eval", run: [["rabbitmqctl", "--silent", "eval", text]])])
    }
}
