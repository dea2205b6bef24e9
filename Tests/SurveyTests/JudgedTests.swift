import Foundation
import Places
import Survey
import Testing
import Vocabulary

/// A folder with texts in it, and what a scan makes of each.
private struct Judged {
    private let classes: [String: ItemClass]

    init(_ texts: [String: String]) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "bedplate-judged-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in texts {
            let file = folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let found = try Scan(roots: [PathBytes(folder.path)]).run(on: LocalPlace(), since: nil)
        let table = try #require(found.tables.first)
        classes = Dictionary(
            uniqueKeysWithValues: table.table.records.indices.map {
                (
                    table.table.path(ofRecord: $0).text,
                    table.verdicts[Int(table.verdictOfRecord[$0])].itemClass
                )
            })
    }

    subscript(path: String) -> ItemClass? { classes[path] }
}

@Suite struct `A text and those around it` {
    private let persona = "You are the heron of the quay, patient and brief in all you say.\n"

    @Test
    func `that makes its reader into somebody, and that nobody loads, was written by a person`()
        throws
    {
        let judged = try Judged([
            "ideas/heron.md": persona, "ideas/tides.md": "High water came at nine today.\n",
        ])
        #expect(judged["ideas/heron.md"] == .config)
        #expect(judged["ideas/tides.md"] == .state)
    }

    @Test
    func `that a list of an agent's own leaves out is none of it, though its folder is mounted`()
        throws
    {
        let compose = """
            services:
              bot:
                image: example/bot:1
                volumes: ["./personas:/app/personas:ro", "./bots.toml:/app/bots.toml:ro"]
            """
        let list = "[a]\npersona = \"heron.md\"\n[b]\npersona = \"gull.md\"\n"
        let names = ["heron.md", "gull.md", "pea.md"]
        var texts = ["compose.yaml": compose]
        for name in names { texts["personas/" + name] = "# Name\n\n" + persona }
        let whole = try Judged(texts)
        #expect(names.allSatisfy { whole["personas/" + $0] == .identity })
        texts["bots.toml"] = list
        let listed = try Judged(texts)
        #expect(names.map { listed["personas/" + $0] } == [.identity, .identity, .config])
    }

    @Test
    func `that a section of a persona lists with others is its own, though it lies among data`()
        throws
    {
        let program = """
            import openai, tomllib
            who = tomllib.load(open("heron.toml", "rb"))["persona"]
            system = "\\n".join(Path(file).read_text() for file in who["files"])
            """
        let notes = "# Slips\n- Hanna dislikes jokes about the till.\n- Say less at the feast.\n"
        var texts = [
            "bot/heron.py": program, "bot/data/slips.md": notes,
            "bot/self/heron.md": "# Heron\n\n" + persona,
        ]
        let files = "files = [\"self/heron.md\", \"data/slips.md\"]\n"
        texts["bot/heron.toml"] = "[persona]\n" + files
        #expect(try Judged(texts)["bot/data/slips.md"] == .identity)
        texts["bot/heron.toml"] = "[archive]\n" + files
        #expect(try Judged(texts)["bot/data/slips.md"] == .state)
    }

    @Test func `that a program answers people with is said by it, and not to it`() throws {
        let answer = "await update.message.reply_text((BASE / \"texts/rules.txt\").read_text())\n"
        let judged = try Judged([
            "bot/bot.py": "import openai\n" + answer,
            "bot/texts/rules.txt": "Rules of the yard\nQuiet from one to three. No fires.\n",
        ])
        #expect(judged["bot/texts/rules.txt"] != .identity)
    }

    @Test func `in a program laid aside is the program's, and no standing self`() throws {
        let program =
            "PROMPT = \"You are a heron of the quay. Be patient and brief in all you say.\"\n"
        let judged = try Judged([
            "bot/bot.py": program, "bot/old/bot.py": program,
            "old/seed.sql": "INSERT INTO readings VALUES (1);\n",
            "old/dump.sql": "INSERT INTO readings VALUES (1);\n",
        ])
        #expect(judged["bot/bot.py"] == .identity)
        #expect(judged["bot/old/bot.py"] == .config)
        #expect(judged["old/seed.sql"] == .config)
        #expect(judged["old/dump.sql"] == .state)
    }

    @Test func `beside the script that makes copies is no copy`() throws {
        let names = ["backup/excludes.txt", "backup/run.sh", "backup/job.env"]
        var texts = ["backup/excludes.txt": "/a\n", "backup/job.env": "REPO=/mnt/copies\n"]
        #expect(try Judged(texts)["backup/job.env"] == .state)
        texts["backup/run.sh"] = "#!/bin/sh\nrestic backup --exclude-file excludes.txt /srv\n"
        let judged = try Judged(texts)
        #expect(names.allSatisfy { judged[$0] == .config })
    }
}

@Suite struct `What a hub brought` {
    @Test func `is pinned by the registry of components, prompts in it included`() throws {
        let prompt = "PROMPT = \"You are a smart home assistant who answers briefly and well.\"\n"
        let judged = try Judged([
            ".storage/hacs.repositories":
                "{\"data\": {\"integration\": [{\"full_name\": \"ann/speech_kit\"}]}}",
            "custom_components/speech_kit/const.py": prompt,
            "custom_components/own_lamp/const.py": prompt,
        ])
        #expect(judged["custom_components/speech_kit/const.py"] == .convenience)
        #expect(judged["custom_components/own_lamp/const.py"] == .identity)
    }

    @Test func `is pinned by the notes of its download`() throws {
        let model = "models/ada-7b/"
        let judged = try Judged([
            model + ".cache/huggingface/download/config.json.metadata": "0123abcd\n",
            model + "config.json": "{\"architectures\": [\"A\"]}",
            model + "model.safetensors.index.json": "{\"weight_map\": {}}",
            model + "notes.json": "{\"last\": 1}",
        ])
        #expect(judged[model + "config.json"] == .convenience)
        #expect(judged[model + "model.safetensors.index.json"] == .convenience)
        #expect(judged[model + "notes.json"] == .state)
    }
}
