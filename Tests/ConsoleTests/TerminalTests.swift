import Console
import Testing

@Suite struct TerminalTests {
    @Test func `a file's name cannot move the cursor or colour the terminal`() {
        let said = Voice().error("no file '\u{1B}[31mred\u{9B}2J\n\u{202E}txt'", hint: "a\u{7}b")
        #expect(
            said == "bedplate: no file '\\x1b[31mred\\x9b2J\\n\\u{202e}txt'\n"
                + "bedplate: hint: a\\x07b\n")
    }

    @Test func `quiet keeps notes back and lets errors through`() {
        let voice = Voice(isQuiet: true)
        #expect(voice.note("kept") == "")
        #expect(voice.error("broken") == "bedplate: broken\n")
    }

    typealias Setting = (
        policy: ColourPolicy, isTerminal: Bool, environment: [String: String], expected: Bool
    )

    static let settings: [Setting] = [
        (ColourPolicy.auto, true, [:], true),
        (.auto, false, [:], false),
        (.auto, true, ["NO_COLOR": "1"], false),
        (.auto, true, ["NO_COLOR": ""], true),
        (.auto, true, ["TERM": "dumb"], false),
        (.always, false, ["NO_COLOR": "1"], true),
        (.never, true, [:], false),
    ]

    @Test(arguments: settings)
    func `colour follows the terminal, NO_COLOR and the person, in that order`(
        setting: Setting
    ) {
        let isOn = setting.policy.isOn(
            isTerminal: setting.isTerminal, environment: setting.environment)
        #expect(isOn == setting.expected)
    }

    @Test func `progress is drawn on a terminal only, ten times a second at most`() {
        var hidden = Progress(isTerminal: false, isQuiet: false)
        #expect(hidden.draw("1 of 2", now: 0) == nil)
        #expect(hidden.clear() == nil)
        var shown = Progress(isTerminal: true, isQuiet: false, width: 6)
        #expect(shown.draw("1 of 2", now: 0) == "\r\u{1B}[K1 of ")
        #expect(shown.draw("2 of 2", now: 50_000_000) == nil)
        #expect(shown.clear() == "\r\u{1B}[K")
        #expect(shown.clear() == nil)
    }

    @Test func `a new phase is told at once`() {
        var line = Progress(isTerminal: true, isQuiet: false)
        _ = line.draw("walking", now: 0)
        #expect(line.turn(to: "judging", now: 1) == "\r\u{1B}[Kjudging")
        #expect(line.draw("judging on", now: 2) == nil)
    }

    @Test func `columns are aligned and the last one is cut`() {
        var layout = Layout([.left, .right, .left])
        layout.rows = [["a", "12", "short"], ["long", "3", "a very long last cell"]]
        #expect(layout.lines(width: 27) == ["  a     12  short", "  long   3  a very long la…"])
    }

    @Test func `an ink that is off leaves the text alone`() {
        #expect(Palette(isOn: false)(.bad, "x") == "x")
        #expect(Palette(isOn: true)(.bad, "x") == "\u{1B}[31mx\u{1B}[0m")
    }
}
