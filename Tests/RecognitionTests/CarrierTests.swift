import Testing
import Vocabulary

@testable import Recognition

/// What a document holds decides what it is, whatever it is called.
@Suite struct `An account inside settings` {
    private func account(_ name: String, _ text: String) -> AccountCarriers.Account? {
        AccountCarriers.find(name, Array(text.utf8))
    }

    @Test func `is a radio network's key, as numbers or digits`() {
        let numbers = (1...16).map(String.init).joined(separator: ", ")
        #expect(account("a.yaml", "advanced:\n  network_key: [\(numbers)]\n")?.line == 2)
        let digits = String(repeating: "0a", count: 16)
        #expect(account("a.json", "{\"network_key\": {\"key\": \"\(digits)\"}}") != nil)
    }

    @Test func `is a bridge's pair of tokens`() {
        let text = "id: a\nas_token: b\nhs_token: c\nnamespaces: {}\n"
        #expect(account("whatever.yml", text)?.line == 2)
    }

    @Test func `is not a key that is still to be made`() {
        #expect(account("a.yaml", "advanced:\n  network_key: GENERATE\n") == nil)
        #expect(account("a.yaml", "hs_token: c\n") == nil)
        #expect(account("a.txt", "network_key: 00112233445566778899aabbccddeeff") == nil)
    }
}

@Suite struct `Moments in settings` {
    private func moments(_ text: String) -> Int { TextSigns.moments(Array(text.utf8)[...]) }

    @Test func `are certain with a clock time, likely with two dates`() {
        #expect(moments("[a]\nlast = 2026-05-11T10:00:00Z\n") == 2)
        #expect(moments("- {got: 2026-05-29, for: 3}\n- {got: 2026-05-30, for: 7}\n") == 1)
    }

    @Test func `are none in one date, a comment or a version`() {
        #expect(moments("since: 2026-01-01\n") == 0)
        #expect(moments("# at: 2026-05-11T10:00:00Z\n") == 0)
        #expect(moments("version: 3.1\nimage: a:2026-01-01-2\n") == 0)
    }

    @Test func `do not count where a tool stamped them`() {
        #expect(TextSigns.isStamped(Array("a: b\nsops:\n  mac: c\n".utf8)[...]))
        #expect(!TextSigns.isStamped(Array("a: b\n".utf8)[...]))
    }
}

@Suite struct `A value without a telling name` {
    private func isKept(_ line: String) -> Bool { DotenvSigns.holdsChosen(Array(line.utf8)) }

    @Test(arguments: ["NC_DB=skua-On-The-Wind-33", "A=\"Xq7stripeNdeke40\""])
    func `is a password where it was chosen to be none's guess`(line: String) {
        #expect(isKept(line))
    }

    @Test(arguments: [
        "TZ=Europe/Amsterdam", "RELEASE=RELEASE-2025-Stable-04", "HOST=db-1.Example.org",
        "#A=skua-On-The-Wind-33", "LOCATION=./Postgres14", "MODE=production",
    ])
    func `is none where it places, names or dates something`(line: String) {
        #expect(!isKept(line))
    }
}

@Suite struct `A persona` {
    private func line(_ name: String, _ text: String) -> Int? {
        PromptCarriers.promptLine(name, Array(text.utf8))
    }

    private let mina =
        "You are Mina, a quiet miner on a server. You are proud of your tunnels and never take the last torch."

    @Test func `is a prompt under whatever key it stands`() {
        #expect(line("mina.json", "{\"model\": \"a\",\n \"conversing\": \"\(mina)\"}") == 2)
        #expect(line("mina.yaml", "name: Mina\nspeaks_as: |\n  \(mina)\n") != nil)
    }

    @Test func `is none where the text is short or speaks of something else`() {
        #expect(line("a.json", "{\"title\": \"You are here\"}") == nil)
        let other = mina.replacing("You are Mina, a", with: "Mina is a")
        #expect(line("a.json", "{\"note\": \"\(other)\"}") == nil)
    }

    @Test func `is a prompt in a script without spaces too`() {
        let said = "守る者として話すこと。夜は静かに、約束は必ず書き残す。"
        #expect(line("a.yml", "- cron: \"0 7 * * *\"\n  prompt: \(said)\n") == 2)
        #expect(WordCount.of(said) > 8 && WordCount.of("two words") == 2)
    }

    @Test func `is a prompt in a dotenv, and under a key of joined words`() {
        #expect(line(".env", "PORT=1\nSYSTEM_PROMPT=`\(mina)`\n") == 2)
        #expect(
            line(".env", "PORT=1\nGREETING_FILE=/srv/a/greeting of the day for all of us\n") == nil)
        #expect(
            line("a.json", "{\"systemMessage\": \"Say what was dug and by whom it was dug\"}") == 1)
    }

    @Test func `is what is said at a time to a model, whatever the key`() {
        let said = "Reread the reports of this week as a hostile referee"
        let job = "[[Job]]\nCron = \"0 14 * * 5\"\n"
        #expect(line("a.toml", job + "Model = \"m\"\nBrief = \"\(said)\"\n") == 4)
        #expect(line("a.toml", job + "Brief = \"\(said)\"\n") == nil)
        #expect(line("a.toml", job + "Model = \"m\"\nDescription = \"\(said)\"\n") == nil)
    }

    @Test func `in a program's own text counts where the program speaks to a model, or at length`()
    {
        let text = "REFLECT = \"\"\"\(mina.prefix(50))\"\"\"\n"
        let asks = "requests.post(base + \"/v1/chat/completions\", json=body)\n"
        #expect(PromptLiterals.line(in: Array((text + asks).utf8)) == 1)
        #expect(PromptLiterals.line(in: Array(text.utf8)) == nil)
        #expect(PromptLiterals.line(in: Array("export const CREED = `\(mina)`;".utf8)) == 1)
    }

    @Test func `is not all that a constant called a prompt may hold`() {
        let prose =
            "It is night in the mine. Read what was dug today and write three lines into the book."
        func line(_ text: String) -> Int? { PromptLiterals.line(in: Array(text.utf8)) }
        #expect(line("\nPROMPT = \"\"\"\(prose)\"\"\"\n") == 2)
        #expect(line("NIGHT_PROMPT = \"\(prose)\"") == 1)
        #expect(line("TITLE = \"\(prose)\"") == nil)
        #expect(line("PROMPT = \"Enter your name: \"") == nil)
    }
}

@Suite struct `A model's description` {
    @Test func `holds a prompt where it says who the model is`() {
        func line(_ text: String) -> Int? {
            PromptCarriers.promptLine("modelfile.reader", Array(text.utf8))
        }
        let said = "You are the reader's companion, and you cite by page."
        #expect(line("FROM a:8b\nSYSTEM \"\"\"\(said)\"\"\"\n") == 2)
        #expect(line("FROM a:8b\nSYSTEM \"\"\"\n\(said)\n\"\"\"\n") == 2)
        #expect(line("FROM a:8b\nPARAMETER num_ctx 4096\n") == nil)
    }
}

@Suite struct `The name of what was learnt` {
    @Test(arguments: ["lessons.md", "MEMORY.md", "learnt.txt"])
    func `says so, and not that of a day's notes`(name: String) {
        #expect(NameSigns.isCurated(name))
        #expect(!NameSigns.isCurated("2026-01-02-" + name))
    }
}

@Suite struct `A name kept aside` {
    @Test func `ends in the day on which it was`() {
        #expect(NameSigns.isCopy("config.php.2026-02-20"))
        #expect(NameSigns.isCopy("site.conf.20260220"))
        #expect(!NameSigns.isCopy("2026-02-20.md"))
        #expect(!NameSigns.isCopy("report.2026.txt"))
    }

    @Test func `is no sample where it is an address below example`() {
        #expect(!NameSigns.isSample("mail_ada@house.example.jsonl"))
        #expect(NameSigns.isSample("settings.example.json"))
    }
}

@Suite struct `A password's hash` {
    @Test func `is a credential, its references are none`() {
        for hash in [
            "$apr1$kQ0XbPzt$SWviZI4JO0UIzHSt5CKsZB", "$2y$05$abcdefghijklmnopqrstuuQ2o",
            "$$apr1$$kQ0XbPzt$$SWviZI4JO0UIzHSt5CKsZB", "$argon2id$v=19$m=65536,t=3,p=4$c29t",
        ] {
            #expect(SecretShapes.isPlausible(Array(hash.utf8)), "\(hash)")
        }
        for other in ["$DB_PASSWORD_OF_THE_SERVER", "${PASSWORD:-something-long}", "$1,000.00"] {
            #expect(!SecretShapes.isPlausible(Array(other.utf8)), "\(other)")
        }
    }
}
