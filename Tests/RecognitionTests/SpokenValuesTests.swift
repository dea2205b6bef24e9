import Testing
import Vocabulary

@testable import Recognition

@Suite struct `Values that are phrases` {
    private func areSpoken(_ name: String, _ text: String) -> Bool {
        SpokenValues.areIn(name, Array(text.utf8))
    }

    @Test(arguments: [
        ("a.yml", "manners:\n  guests: formal until the second cup\n  press: refer to the owner\n"),
        ("a.cfg", "[Ada]\nwho = your only superior here\nmind = speak slowly after four\n"),
        ("a.properties", "fears=cold water and loud men\nloves=the regulars of January\n"),
        ("a.tsv", "Seonag\tmends the roof, reads every word\nCalum\tpost on Tuesdays; his knee\n"),
        ("a.xml", "<w><t>You keep the wardrobe here.</t><k>You never lend the red coat.</k></w>"),
        ("a.json5", "{speech: ['short and dry', 'no hype at all'], age: 'older than the pier'}"),
        (
            "a.toml",
            "hours = \"Ada writes until one, reads after two\"\ncalled = \"Ada\"\nreads = "
                + "[\"nl\", \"en\", \"pt\", \"de\"]\nkeeps = \"the keys of the north gate\"\n"
        ),
        ("a.yml", "- id: 3\n  memo: 夜勤明けの朝に来る。猫の話をすると喜ぶ。\n- memo: 受験の話は本人が出すまで聞かない。\n"),
        ("name", "Bothy. A roof and a stove. You keep it for whoever comes over the pass."),
    ])
    func `are found in every form`(name: String, text: String) {
        #expect(areSpoken(name, text))
    }

    @Test(arguments: [
        ("a.yml", "host: db.internal\nport: 5432\nname: the main database of the shop\n"),
        ("a.json", "{\"description\": \"a tool that sorts mails\", \"version\": \"1.2.0\"}"),
        ("a.ini", "[server]\nbind = 127.0.0.1\nworkers = 4\nlog = /var/log/a.log\n"),
        ("a.json", "[{\"title\": \"News of the day\", \"url\": \"https://a.example/feed\"}]"),
        ("a.yml", "on the first line: only one phrase of several words\n"),
    ])
    func `are no settings`(name: String, text: String) {
        #expect(!areSpoken(name, text))
    }

    private func uses(_ program: String, _ name: String) -> [Loaders.Use] {
        let shelf = Shelf(texts: ["/w/bot/wake.py": program])
        var loaders = Loaders(
            shelf, candidates: [PathBytes("/w/bot/\(name)")], isAgentHome: true)
        return loaders.uses(in: [PathBytes("/w/bot/wake.py")], instructions: [])
    }

    @Test func `are somebody's where a program reads them, and not where it writes`() {
        let reads = uses("MANNERS = (HERE / \"manners.ini\").read_text()\n", "manners.ini")
        #expect(reads.map(\.role) == [.prompt])
        #expect(reads.map(\.isByProgram) == [true])
        let writes = uses("BOOK = HERE / \"book.psv\"\nwith BOOK.open(\"a\") as f:\n", "book.psv")
        #expect(writes.map(\.role) == [.output])
    }
}

@Suite struct `Words of a line that name files` {
    @Test func `reach over a variable in quotes, and keep a class of digits as a pattern`() {
        #expect(PathWords.of("cat \"$B\"/etc/self/a.md") == ["cat", "$B/etc/self/a.md"])
        let pattern = PathWords.of("self=$(cat \"$B\"/self/[0-9]*)").last
        #expect(pattern == "$B/self/\(NameIndex.anyDigit)*")
    }

    @Test func `leave other quotes where they are`() {
        #expect(PathWords.of("open(\"a.md\"/xyz, $y)") == ["open", "a.md", "/xyz"])
    }
}

@Suite struct `Where a copy's name means a copy` {
    @Test func `is everywhere but among programs`() {
        let bin = FolderContext(segments: ["usr", "local", "sbin"])
        let home = FolderContext(segments: ["home"])
        #expect(!Adjustments.isCopy("shop-backup", bin))
        #expect(Adjustments.isCopy("shop-backup.tgz", bin))
        #expect(Adjustments.isCopy("shop-backup", home))
    }

    @Test(arguments: ["schema.sql", "init-db.sql", "shop-structure.sql"])
    func `of a program's own tables holds no rows`(name: String) {
        #expect(Adjustments.isSchema(name))
        #expect(!Adjustments.isSchema("shop-2026-03-01.sql"))
    }

    @Test(arguments: ["-- MySQL dump 10.13\n", "--\n-- PostgreSQL database dump\n--\n"])
    func `is not needed where the first line tells of a dump`(head: String) {
        #expect(Signatures.of(Array(head.utf8).span) == "sqldump")
    }
}
