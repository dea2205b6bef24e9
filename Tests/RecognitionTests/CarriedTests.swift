import Testing
import Vocabulary

@testable import Recognition

@Suite struct `A prompt in another form` {
    private let wick =
        "You are Wick, the keeper of the lamp on the point. You speak little and never before dawn."

    private func line(_ name: String, _ text: String) -> Int? {
        PromptCarriers.promptLine(name, Array(text.utf8))
    }

    private func literal(_ text: String) -> Int? { PromptLiterals.line(in: Array(text.utf8)) }

    @Test func `stands below a mark that opens a text`() {
        #expect(literal("VOICE = <<~TXT\n  \(wick)\nTXT\n") == 1)
        #expect(literal("local voice = [[\n\(wick)\n]]\n") == 1)
        #expect(literal("  voice = ''\n    \(wick)\n  '';\n") == 1)
        #expect(literal("x = 1 << WIDTH\n\n") == nil)
    }

    @Test func `is handed on without a name where it is long, or a library of models is taken in`()
    {
        let returned =
            "def build():\n    return (\n        \"\(wick) \"\n        \"Go on.\"\n    )\n"
        #expect(literal("import openai\n" + returned) == 4)
        #expect(
            literal("def f():\n    return (\"You are the owner of this file, so ask\")\n") == nil)
    }

    @Test func `is a setting under a section, over several lines, or in an image's recipe`() {
        #expect(line("a.ini", "[persona]\ntext = \(wick)\n") == 2)
        #expect(line("a.ini", "[prompt]\nsaid =\n  Say the tide first and then the\n  wind\n") == 2)
        #expect(line("a.ini", "[banner]\ntext = Say the tide first and then the wind\n") == nil)
        #expect(line("dockerfile", "FROM a\nENV SYSTEM_PROMPT=\"\(wick)\"\n") == 2)
        #expect(line(".env.local", "A=1\nSYSTEM_PROMPT='\(wick)'\n") == 2)
    }

    @Test func `is a variable of a script`() {
        #expect(line("a.sh", "#!/bin/sh\nSYSTEM='\(wick)'\n") == 2)
        #expect(line("a.sh", "#!/bin/sh\nTITLE='the tide of the day and the wind'\n") == nil)
    }
}

@Suite struct `A line that reads a text` {
    @Test func `reads it into what is said by the name that it gives it`() {
        #expect(PromptLines.readsInto("system = voice + path(\"var/kept.md\").read_text()"))
        #expect(PromptLines.readsInto("const creed: &str = include_str!(\"a.md\");"))
        #expect(!PromptLines.readsInto("notes = path(\"var/kept.md\").read_text()"))
        #expect(!PromptLines.readsInto("system = \"kept.md\""))
    }
}
