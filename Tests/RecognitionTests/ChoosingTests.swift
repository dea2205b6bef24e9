import Formats
import Testing
import Vocabulary

@testable import Recognition

@Suite struct `A text that settings choose` {
    private func chosen(_ settings: String, at path: String, among texts: [String]) -> [String] {
        let shelf = Shelf(texts: [path: settings])
        return ChosenTexts(shelf, candidates: texts.map { PathBytes($0) })
            .uses(in: [PathBytes(path)]).map(\.path.text)
    }

    @Test func `is the one whose name the key has as its value`() {
        let styles = [
            "/w/.claude/output-styles/fieldnotes.md", "/w/.claude/output-styles/pirate.md",
        ]
        let settings = "{\n  \"outputStyle\": \"Field notes\",\n  \"model\": \"pirate\"\n}"
        #expect(chosen(settings, at: "/w/.claude/settings.json", among: styles) == [styles[0]])
        #expect(chosen(settings, at: "/w/.claude/notes.json", among: styles).isEmpty)
    }

    @Test func `is named below the key too`() {
        let presets = ["/w/data/u/sysprompt/Lamp.json", "/w/data/u/sysprompt/Dusk.json"]
        let settings =
            "{\n \"sysprompt\": {\n  \"enabled\": true,\n  \"name\": \"Lamp\"\n },\n \"name\": \"Dusk\"\n}"
        #expect(chosen(settings, at: "/w/data/u/settings.json", among: presets) == [presets[0]])
    }

    @Test func `is none where nothing is chosen`() {
        let texts = ["/w/.hermes/personalities/pirate.md"]
        #expect(
            chosen("display: {}\npersonality: none\n", at: "/w/.hermes/config.yaml", among: texts)
                .isEmpty)
    }
}

@Suite struct `A text asked for by its name` {
    private func folders(_ text: String) -> [String] {
        HandedTexts.folders(Array(text.utf8)).map { $0.folder + " " + $0.ending }
    }

    @Test func `is any of a folder that a program says to a model`() {
        let said =
            "m = ask(messages=[{\"role\": \"user\", \"content\": (ETC / \"asks\" / f\"{hour}.txt\").read_text()}])"
        #expect(folders(said) == ["role .txt", "user .txt", "content .txt", "asks .txt"])
        let made = "def system_prompt(guild):\n    extra = (HERE / \"guilds\" / f\"{guild}.txt\")\n"
        #expect(folders(made) == ["guilds .txt"])
    }

    @Test func `is none that the program writes, or reads for another reason`() {
        #expect(
            folders("def system_prompt(day):\n    (A / \"days\" / f\"{day}.txt\").write_text(x)\n")
                .isEmpty)
        #expect(
            folders("def index(day):\n    x = (A / \"days\" / f\"{day}.txt\").read_text()\n")
                .isEmpty)
    }

    @Test func `is one where a module of the program's package is started with it`() {
        let program = """
            from anthropic import Anthropic
            temper = (ETC / "tempers" / f"{name}.md").read_text()
            """
        let shelf = Shelf(texts: [
            "/w/oracle/agent.py": program,
            "/w/open.service": "[Service]\nExecStart=/v/bin/python -m oracle run dawn\n",
        ])
        let uses = ComposedNames(
            shelf, candidates: ["dawn", "dusk"].map { PathBytes("/w/tempers/\($0).md") }
        ).uses(in: [PathBytes("/w/oracle/agent.py"), PathBytes("/w/open.service")])
        #expect(uses.map(\.path.text) == ["/w/tempers/dawn.md"])
    }
}

@Suite struct `A word with a choice in braces` {
    @Test func `names every path that it stands for`() {
        #expect(
            PathWords.of("\"/d/{house,rules}.md\"").suffix(2) == ["/d/house.md", "/d/rules.md"])
        #expect(BraceWords.expanding("f\"{name}, {other}\"") == "f\"{name}, {other}\"")
        #expect(BraceWords.expanding("{a: 1, b: 2}.md") == "{a: 1, b: 2}.md")
    }
}

@Suite struct `Settings that name a persona's text` {
    @Test func `name the persona's other texts beside it`() {
        let settings =
            "[eel]\npersona = \"eel/voice.txt\"\nlore = \"eel/lore.json\"\nlog = \"out/log.json\"\n"
        let shelf = Shelf(texts: ["/w/bots.toml": settings])
        let names = ["/w/p/eel/voice.txt", "/w/p/eel/lore.json", "/w/out/log.json"]
        var loaders = Loaders(
            shelf, candidates: names.map { PathBytes($0) }, isAgentHome: false)
        let uses = loaders.uses(in: [PathBytes("/w/bots.toml")], instructions: [])
        #expect(Set(uses.filter { $0.role == .prompt }.map(\.path.text)) == Set(names.prefix(2)))
    }
}

@Suite struct `A name that others left` {
    @Test func `is a template of variables, or somebody's text kept to compare`() {
        #expect(NameSigns.isSample("template.env"))
        #expect(NameSigns.isSample("chat_upstream.txt"))
        #expect(!NameSigns.isSample("api-upstream.conf"))
        #expect(!NameSigns.isSample("upstream.md"))
        #expect(!NameSigns.isSample("prod.env"))
    }

    @Test func `is curated where it holds rules`() {
        #expect(NameSigns.isCurated("rules.lst") && NameSigns.isCurated("creed.md"))
        #expect(!NameSigns.isCurated("rules.json"))
    }
}
