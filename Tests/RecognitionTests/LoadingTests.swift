import Formats
import Testing
import Vocabulary

@testable import Recognition

/// Documents in memory, below `/w`.
struct Shelf: Documents {
    let place = "local"
    let roots = [PathBytes("/w")]
    let owner: String? = nil
    let texts: [String: String]

    var files: [PathBytes] { texts.keys.map { PathBytes($0) }.sorted() }
    func type(of path: PathBytes) -> ItemType? { texts[path.text] == nil ? nil : .file }
    func bytes(of path: PathBytes) -> [UInt8]? { texts[path.text].map { Array($0.utf8) } }
}

@Suite struct `A text is loaded` {
    private func loaded(_ program: String, _ text: String, named name: String) -> [String] {
        let shelf = Shelf(texts: ["/w/bot/\(name)": program])
        return ComposedNames(shelf, candidates: [PathBytes(text)])
            .uses(in: [PathBytes("/w/bot/\(name)")]).map(\.path.text)
    }

    @Test func `by a folder and a stem that a program puts together`() {
        let program = """
            import anthropic
            FOLDER = Path("texts")
            def load(name): return (FOLDER / f"{name}.md").read_text()
            messages = [("system", load("reader"))]
            """
        #expect(loaded(program, "/w/texts/reader.md", named: "a.py") == ["/w/texts/reader.md"])
        #expect(loaded(program, "/w/texts/unused.md", named: "a.py").isEmpty)
    }

    @Test func `by the folder that a program goes through`() {
        let program = """
            import ollama
            SOUL = Path("/soul")
            NOTES = Path("/notes")
            messages = [{"role": "system", "content": [p.read_text() for p in SOUL.glob("*.txt")]}]
            """
        #expect(loaded(program, "/w/soul/01.txt", named: "a.py") == ["/w/soul/01.txt"])
        #expect(loaded(program, "/w/notes/01.txt", named: "a.py").isEmpty)
    }

    @Test func `by no program that does not speak to a model`() {
        let program = "for p in Path(\"soul\").glob(\"*.txt\"): print(p)"
        #expect(loaded(program, "/w/soul/01.txt", named: "a.py").isEmpty)
    }

    @Test func `by a stem that a schedule hands to the program`() {
        let shelf = Shelf(texts: [
            "/w/run.py": """
            import httpx
            body = {"model": "m", "messages": [{"role": "system", "content": system(role)}]}
            parts = [HERE / "roles" / f"{role}.prompt", HERE / "notes" / f"{role}.core.md"]
            """,
            "/w/crontab": "0 8 * * * /w/run.py purser\n0 9 * * * /w/other.py bosun\n",
            "/w/roles/bosun.prompt": "Count what comes in.",
            "/w/roles/pilot.prompt": "You are the pilot of the harbour.",
        ])
        let names = ["roles/purser.prompt", "roles/bosun.prompt", "roles/pilot.prompt"]
        let notes = ["notes/purser.core.md", "notes/purser.md"]
        let uses = ComposedNames(
            shelf, candidates: (names + notes).map { PathBytes("/w/" + $0) }
        ).uses(in: [PathBytes("/w/crontab"), PathBytes("/w/run.py")])
        #expect(
            uses.map(\.path.text) == [
                "/w/notes/purser.core.md", "/w/roles/purser.prompt", "/w/roles/pilot.prompt",
            ])
        #expect(uses.map(\.isAskedFor) == [true, true, false])
    }

    @Test func `by a stem that a setting has as its whole value`() {
        let program = """
            use llm::Anthropic;
            let card = read_to_string(format!("cards/{name}.toml"))?;
            request.messages.push(json!({"role": "system", "content": card}));
            """
        let shelf = Shelf(texts: [
            "/w/src/who.rs": program, "/w/times.yml": "- who: crow\n  about: the owl's hour\n",
        ])
        let uses = ComposedNames(
            shelf, candidates: [PathBytes("/w/cards/crow.toml"), PathBytes("/w/cards/owl.toml")]
        ).uses(in: [PathBytes("/w/src/who.rs"), PathBytes("/w/times.yml")])
        #expect(uses.map(\.path.text) == ["/w/cards/crow.toml"])
    }

    @Test(arguments: [
        ("f\"{name}.md\"", [".md"]), ("name + \".txt\"", [".txt"]), ("name +\".txt\"", [".txt"]),
        ("name + '.prompt'", [".prompt"]), ("\"%s.yaml\" % name", [".yaml"]),
        ("`${name}.core.md`", [".core.md"]), ("f\"{name}.md.j2\"", [".md", ".md.j2"]),
        ("open(\"self.md\")", []), ("{name}.mdx", [".md"]), ("}", []), ("}.", []), ("s.md", []),
    ])
    func `by an ending behind a word`(program: String, endings: [String]) {
        #expect(ComposedEndings.all(in: Array(program.utf8)).sorted() == endings.sorted())
    }

    @Test func `by nobody where it lies among tests`() {
        #expect(FolderContext(segments: ["self", "testdata", "desk"]).isTrial)
        #expect(!FolderContext(segments: ["self", "desk"]).isTrial)
    }

    @Test func `by an option that asks for a prompt`() {
        #expect(PromptLines.asks("python3 answer.py --prompt voice.md"))
        #expect(PromptLines.asks("execstart=/a/b.rb --consigne /a/c.txt"))
        #expect(!PromptLines.asks("tar -czf rules.tgz rules.md"))
    }
}

@Suite struct `A text that speaks to somebody` {
    @Test(arguments: [
        "You are Wick, the keeper.", "# Soul\n\nYou are the keeper.", "Tu es la voix de Brume.",
        "Du bist der Wart.", "Jesteś Zofia.",
    ])
    func `makes its reader into a party`(text: String) {
        #expect(AddressSigns.isPersona(text))
    }

    @Test(arguments: ["You are invited to the opening.", "We are the keepers.", "Dear Mrs Oduya,"])
    func `is no persona without one`(text: String) {
        #expect(!AddressSigns.isPersona(text))
    }

    @Test func `opens with its reader`() {
        #expect(AddressSigns.opensToReader("# Tone\nYou speak at the table. Slow."))
        #expect(!AddressSigns.opensToReader("You have an appointment."))
        #expect(!AddressSigns.opensToReader("Speak to You"))
    }

    @Test func `tells of people in sentences`() throws {
        let people = try YAML.read(Array("- about: pilot, on call on odd weeks only\n".utf8))
        #expect(people.contains { AddressSigns.holdsProse($0) })
        let tasks = try YAML.read(Array("- name: install the packages of this very host\n".utf8))
        #expect(!tasks.contains { AddressSigns.holdsProse($0) })
    }
}

@Suite struct `A name that looks like a sample` {
    @Test func `is a host's in a folder of hosts`() {
        #expect(NameSigns.isHost("brume.example.conf", in: ["srv", "nginx"]))
        #expect(!NameSigns.isHost("nginx.example.conf", in: ["srv", "nginx"]))
        #expect(!NameSigns.isHost("brume.example.conf", in: ["srv"]))
    }

    @Test func `holds copies unless the job that makes them lies in it`() {
        var context = FolderContext(segments: ["srv", "backup"])
        #expect(context.archive == "backup")
        context.isOfJob()
        #expect(context.archive == nil)
        var nested = FolderContext(segments: ["backup", "2026", "backup"])
        nested.isOfJob()
        #expect(nested.archive == "backup")
        #expect(UnitNames.makesCopies("attic-backup.timer"))
        #expect(!UnitNames.makesCopies("attic.timer") && !UnitNames.makesCopies("attic-backup.sh"))
    }

    @Test func `is no sample below a program's own source`() {
        let source = FolderContext(segments: ["a", "src"])
        #expect(!FolderContext(name: "example", below: source).isSample)
        #expect(FolderContext(name: "example", below: FolderContext(segments: ["a"])).isSample)
    }
}

@Suite struct `Settings spread over lines` {
    private let text = """
        {
          "model": "m",
          "context": {
            "fileName": [
              "AGENTS.md",
              "MAPS.md"
            ]
          },
          "tools": ["a.md"]
        }
        """

    @Test func `have the keys around them, the nearest first`() {
        let outline = SettingsOutline(Array(text.utf8))
        #expect(outline.keys(above: 5) == " \"filename\" \"context\"")
        #expect(outline.keys(above: 8) == "")
        #expect(outline.keys(above: 99) == "")
    }

    @Test func `load what a key for texts lists, and nothing another key does`() {
        let shelf = Shelf(texts: ["/w/settings.json": text])
        let candidates = [PathBytes("/w/MAPS.md"), PathBytes("/w/a.md")]
        var loaders = Loaders(shelf, candidates: candidates, isAgentHome: true)
        let uses = loaders.uses(in: [PathBytes("/w/settings.json")], instructions: [])
        #expect(uses.filter { $0.role == .prompt }.map(\.path.text) == ["/w/MAPS.md"])
    }
}

@Suite struct `An instruction file` {
    private func prompts(_ text: String) -> [String] {
        let shelf = Shelf(texts: ["/w/AGENTS.md": text])
        var loaders = Loaders(shelf, candidates: [PathBytes("/w/CREED.md")], isAgentHome: true)
        return loaders.uses(in: [], instructions: [PathBytes("/w/AGENTS.md")])
            .filter(\.isOrdered).map(\.path.text)
    }

    @Test func `orders what its list says to read, whatever happens`() {
        #expect(prompts("1. Read `CREED.md`. It is who you are.\n") == ["/w/CREED.md"])
        #expect(prompts("## Every session\n\n- `CREED.md`, then the rest\n") == ["/w/CREED.md"])
    }

    @Test func `orders nothing by what it says to read now and then`() {
        #expect(prompts("- Read `CREED.md` when somebody asks\n").isEmpty)
        #expect(prompts("## Files\n\n- `CREED.md`, the old one\n").isEmpty)
    }
}
