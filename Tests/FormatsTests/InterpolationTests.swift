import Formats
import Testing

/// Variables in text, held against what compose itself printed.
struct InterpolationTests {
    private let variables = ["A": "one", "E": "", "lower": "l"]

    private func resolve(_ text: String) -> Interpolation {
        Interpolation.resolve(text) { variables[$0] }
    }

    @Test(arguments: [
        ("$A", "one"), ("${A}x", "onex"), ("$$A", "$A"), ("$", "$"), ("$1 a$.b $", "$1 a$.b $"),
        ("${X:-d}", "d"), ("${E:-d}", "d"), ("${E-d}", ""), ("${X-d}", "d"), ("${A:-d}", "one"),
        ("${A:+r}", "r"), ("${E:+r}", ""), ("${E+r}", "r"), ("${X+r}", ""),
        ("${X:-a${Y:-b}c}d${Z}", "abcd"), ("${X:-{a}}", "{a}"), ("${X:-a-b:-c}", "a-b:-c"),
        ("${X:-{{json .}}}", "{{json .}}"), ("a${X:-}}b", "a}b"), ("${A:?e}", "one"),
        ("$lower-$A", "l-one"),
    ])
    func `resolves as compose does`(_ text: String, _ expected: String) {
        #expect(resolve(text).text == expected)
        #expect(resolve(text).faults.isEmpty)
    }

    @Test(arguments: ["${}", "${X", "${X:}", "${X!y}", "${1A}", "${ X }", "${X:-a\nb}"])
    func `refuses what compose refuses, and leaves it as written`(_ text: String) {
        #expect(resolve(text).faults.contains(.invalid))
        #expect(resolve(text).text == text)
    }

    @Test func `tells what must be set, and goes on`() {
        let resolved = resolve("a${X:?bad ${Y:-z}}b")
        #expect(resolved.text == "ab")
        #expect(resolved.faults == [.required(name: "X", says: "bad z")])
    }

    @Test func `tells what was used and what was not set`() {
        let resolved = resolve("$A ${B} ${C:-$A}")
        #expect(resolved.used == ["A", "A"])
        #expect(resolved.unset == ["B"])
        #expect(Interpolation.names(in: "$A ${B:-$C}") == ["A", "B", "C"])
    }

    @Test func `ends on defaults nested without end`() {
        let deep = String(repeating: "${X:-", count: 5000) + String(repeating: "}", count: 5000)
        #expect(resolve(deep).faults.contains(.invalid))
    }
}
