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
