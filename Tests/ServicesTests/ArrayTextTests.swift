import Testing

@testable import Services

@Suite struct `settings of PHP` {
    private func read(_ text: String) -> [String] {
        ArrayText.leaves(Array(text.utf8)).map { "\($0.line) \($0.key)=\($0.value)" }
    }

    @Test func `are pairs of an array, several to a line`() {
        #expect(
            read("<?php\n$CONFIG = [\n 'av' => ['host' => 'clamav', \"mode\" => \"daemon\"],\n];")
                == ["3 host=clamav", "3 mode=daemon"])
    }

    @Test func `are constants, and no other call`() {
        #expect(read("define('DB_HOST', 'db:3306');") == ["1 DB_HOST=db:3306"])
        #expect(read("str_replace('a', 'b', $x);").isEmpty)
    }

    @Test func `are not what is commented out or not quoted`() {
        #expect(read("// 'host' => 'old'\n # 'a' => 'b'\n'port' => 3310,\n'open => 'x'").isEmpty)
    }
}

@Suite struct `a mounted configuration` {
    @Test func `of PHP names what its application asks`() {
        let stack = Stack(
            compose: """
                  scan: {image: corp/scan}
                  thumbs: {image: corp/thumbs}
                  app: {image: corp/app, volumes: ["./extra.config.php:/var/www/extra.config.php:ro"]}
                """,
            [
                "extra.config.php":
                    "<?php $C = ['av_host' => 'scan', 'preview_url' => 'http://thumbs:9000'];"
            ])
        #expect(stack.edges() == ["app scan", "app thumbs"])
    }

    @Test func `with bare key=value lines names a host`() {
        let stack = Stack(
            compose: """
                  db: {image: corp/db}
                  exporter: {image: corp/exporter, volumes: ["./my.cnf:/etc/my.cnf:ro"]}
                """, ["my.cnf": "[client]\nhost=db\nport=3306\n"])
        #expect(stack.edges() == ["exporter db"])
    }

    @Test func `of a Redis inside a shell's line tells that it keeps nothing`() {
        let stack = Stack(
            compose: """
                  cache:
                    image: redis:7
                    command: sh -c 'exec redis-server --save "" --requirepass x'
                """)
        #expect(stack.holders == [])
    }
}
