import Formats
import Testing
import Vocabulary

@testable import Recognition

@Suite struct `What a program says to a model` {
    private func line(_ text: String) -> Int? { PromptLiterals.line(in: Array(text.utf8)) }

    private let order =
        "It is eight in the evening. Say good night to the house, then mention the lamp once and stop."

    @Test func `may be a constant of any name where a library of models is taken in`() {
        #expect(line("from anthropic import Anthropic\nEVENING = \"\(order)\"\n") == 2)
        #expect(line("import os\nEVENING = \"\(order)\"\n") == nil)
        #expect(line("from anthropic import Anthropic\nHELP_EVENING = \"\(order)\"\n") == nil)
        #expect(line("from anthropic import Anthropic\nevening = \"\(order)\"\n") == nil)
    }

    @Test func `may speak to its reader outright, in any program`() {
        let judge =
            "You guard the door of the club. Reply OK or HIDE and one word why. Hide what is unkind."
        #expect(line("JUDGE = \"\"\"\(judge)\"\"\"\n") == 1)
        #expect(
            line("JUDGE = \"\"\"\(judge.replacing("You guard", with: "Guards"))\"\"\"\n") == nil)
    }

    @Test func `tells nobody what to do in a text about things`() {
        let about =
            "The tide table of the harbour lists high and low water for each day of the coming year."
        #expect(line("from anthropic import Anthropic\nTABLE = \"\(about)\"\n") == nil)
    }
}

@Suite struct `Rows that a program begins with` {
    private func line(_ text: String) -> Int? { PromptSeeds.line(in: Array(text.utf8)) }

    @Test func `hold a prompt in a table of personas or prompts`() {
        let persona = "You answer slowly, and you keep what the house tells you"
        #expect(line("-- first\nINSERT INTO personas VALUES (1, '\(persona)');") == 2)
        #expect(line("insert or ignore into prompts(t) values('\(persona)')") == 1)
        #expect(line("INSERT INTO readings VALUES (1, '\(persona)');") == nil)
        #expect(line("CREATE TABLE personas(id INT, text TEXT);") == nil)
    }

    @Test func `hold how people are to be treated, and not merely who they are`() {
        let told =
            "INSERT INTO people VALUES ('Ada', 'Never thank her in advance, answer by number.');"
        #expect(line(told) == 1)
        #expect(
            line("INSERT INTO people VALUES ('Ada', 'she keeps the books of the mill');") == nil)
    }
}

@Suite struct `A flow or a registry` {
    private func line(_ name: String, _ text: String) -> Int? {
        PromptCarriers.promptLine(name, Array(text.utf8))
    }

    @Test func `holds a prompt in the program of one of its blocks`() {
        let said = "You are Orval. Say in one sentence whether it is the plant or the sensor."
        let block = "msg.payload = {model: \\\"m\\\", system: \\\"\(said)\\\", messages: []};"
        #expect(line("flows.json", "[{\"type\": \"function\",\n \"func\": \"\(block)\"}]") == 2)
        #expect(line("flows.json", "[{\"type\": \"function\", \"func\": \"return msg;\"}]") == nil)
    }

    @Test func `holds what is said to an agent that stands beside it`() {
        let said = "Tell the house the tide and the wind at the slip, in three sentences"
        let action = "- action: conversation.process\n  data:\n"
        #expect(line("a.yaml", action + "    agent_id: agent.hob\n    text: \(said)\n") == 4)
        #expect(line("a.yaml", action + "    device: speaker\n    text: \(said)\n") == nil)
    }

    @Test func `holds a prompt that takes in another text, and none in the form of a chat`() {
        let said = "{% from 'house' import house %}You are Hob, who minds this house at all hours."
        #expect(line("a.json", "{\"prompt\": \"\(said)\"}") == 1)
        let form =
            "{% for message in messages %}the turn of whoever speaks now {{ message.content }}"
        #expect(line("a.json", "{\"prompt\": \"\(form)\"}") == nil)
        #expect(TemplateText.plain("a {{b}} c") == "a {{b}} c")
        #expect(TemplateText.plain("{% if a %}b {{c}}d{% endif %}") == " b  d ")
    }

    @Test func `holds one under a section that is called after it`() {
        let said = "Write as one would to a neighbour one will meet tomorrow"
        #expect(line("a.toml", "[Manner]\nText = \"\(said)\"\n") == 2)
        #expect(line("a.toml", "[Banner]\nText = \"\(said)\"\n") == nil)
    }

    @Test func `is handed prose with a semicolon in it, and no second command`() {
        let said = "It is Friday; suggest two films that the children can watch"
        #expect(line("crontab", "0 9 * * 5 openclaw agent --message \"\(said)\"") == 1)
        let script = "tar of the whole house every night please; rm old ones"
        #expect(line("crontab", "0 9 * * 5 sh -c \"\(script)\"") == nil)
    }
}

@Suite struct `A sealed key` {
    @Test func `is an account, its parameters alone are none`() {
        let sealed = "{\"crypto\": {\"ciphertext\": \"20\", \"kdfparams\": {\"n\": 1}}}"
        #expect(AccountCarriers.find("a.json", Array(sealed.utf8)) != nil)
        let open = "{\"crypto\": {\"kdfparams\": {\"n\": 1}}}"
        #expect(AccountCarriers.find("a.json", Array(open.utf8)) == nil)
    }
}

@Suite struct `What an examined text gives away` {
    private func kinds(_ name: String, _ text: String) -> [String] {
        var session = ContentScanner(key: nil).makeSession()
        return Self.kinds(&session, name, Array(text.utf8))
    }

    private static func kinds(
        _ session: inout any ContentSession, _ name: String, _ bytes: [UInt8]
    ) -> [String] {
        session.begin(name: Array(name.utf8).span, size: UInt64(bytes.count))
        if !bytes.isEmpty { _ = session.see(bytes.span, repeated: 0) }
        return session.finish()?.secrets.map(\.kind) ?? []
    }

    @Test func `is the credential between two tags`() {
        #expect(kinds("a.xml", "<ApiKey>ee8d07710c0a7b3f79126419f2d18f00</ApiKey>") == ["api-key"])
        #expect(kinds("a.xml", "<ApiKey>change me</ApiKey>").isEmpty)
        #expect(kinds("a.xml", "<Branch>ee8d07710c0a7b3f79126419f2d18f00</Branch>").isEmpty)
    }

    @Test func `is no credential where others may know it, or only its place is told`() {
        #expect(kinds("a.json", "{\"wgpubkey\": \"kZDE8CRGIl3QmbT3nyQNFszsH1PjmVzLY\"}").isEmpty)
        #expect(kinds("a.service", "LoadCredential=restic:/root/.restic-password-of-2026").isEmpty)
    }

    @Test func `is nothing in an empty file, whatever was looked at before`() {
        var session = ContentScanner(key: nil).makeSession()
        var database = Array("SQLite format 3\u{0}".utf8)
        database += Array("CREATE TABLE user(password_hash TEXT, access_token TEXT)".utf8)
        database += [UInt8](repeating: 0, count: 9000)
        #expect(Self.kinds(&session, "a.db", database) == ["credential-column"])
        #expect(Self.kinds(&session, ".keep", []).isEmpty)
    }
}
