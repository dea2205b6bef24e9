import Console
import Testing

@Suite struct ParserTests {
    let grammar = Grammar.bedplate

    @Test func `options stand before, between and after operands`() throws {
        let read = try grammar.parse([
            "--json", "scan", "/a", "--exclude", "*.log", "--exclude=tmp", "-q", "/b",
        ])
        #expect(read.command == "scan")
        #expect(read.operands == ["/a", "/b"])
        #expect(read.values("exclude") == ["*.log", "tmp"])
        #expect(read.has("json") && read.has("quiet") && !read.has("deep"))
    }

    @Test func `two dashes end the options`() throws {
        #expect(try grammar.parse(["scan", "--", "--deep"]).operands == ["--deep"])
    }

    @Test func `a lone dash is an operand`() throws {
        #expect(try grammar.parse(["show", "-"]).operands == ["-"])
    }

    typealias Wrong = (words: [String], message: String, hint: String?)

    static let wrongLines: [Wrong] = [
        (["scna"], "there is no command 'scna'", "did you mean 'scan'?"),
        (["scan", "--deeep"], "there is no option '--deeep'", "did you mean '--deep'?"),
        (["holes", "--fail-on", "hihg"], "--fail-on cannot be 'hihg'", "did you mean 'high'?"),
        (["scan", "--name"], "--name needs a value", "write --name NAME"),
        (["scan", "--deep=1"], "--deep takes no value", nil),
        (["scan", "--name", "a", "--name", "b"], "--name is given twice", "keep one of them"),
        (["plan"], "plan needs --to", "bedplate plan [OPTION]... --to TARGET"),
        (["impact"], "impact needs ID", "bedplate impact [OPTION]... ID"),
        (["diff", "a", "b", "c"], "diff does not take 'c'", "bedplate diff [OPTION]... [A] [B]"),
        (["--deep", "scan"], "--deep stands before its command", "write 'bedplate scan --deep'"),
        (["completions", "csh"], "SHELL cannot be 'csh'", "did you mean 'zsh'?"),
    ]

    @Test(arguments: wrongLines)
    func `a wrong line is told what to do instead`(line: Wrong) {
        #expect(throws: UsageError(line.message, hint: line.hint)) {
            try grammar.parse(line.words)
        }
    }

    @Test func `asking for help is not an error`() throws {
        #expect(try grammar.parse([]).command == "help")
        #expect(try grammar.parse(["scan", "--help"]).operands == ["scan"])
        #expect(try grammar.parse(["plan", "-h"]).operands == ["plan"])
        #expect(try grammar.parse(["--version"]).has("version"))
    }

    @Test func `every word of the grammar is there once`() {
        let names = grammar.commands.map(\.name)
        #expect(Set(names).count == names.count)
        for command in grammar.commands {
            let options = grammar.options(of: command).map(\.name)
            #expect(Set(options).count == options.count, "\(command.name)")
            #expect(command.summary.first?.isLowercase == true && command.summary.last != ".")
        }
    }

    @Test func `random words never trap`() {
        var generator = Numbers(seed: 7)
        let pieces = [
            "--", "-", "scan", "--json", "=", "-q", "é", "", "--name", "x", "diff", "--to=",
        ]
        for _ in 0..<2000 {
            let words = (0..<Int.random(in: 0..<6, using: &generator)).map { _ in
                (0..<Int.random(in: 1..<3, using: &generator))
                    .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            }
            if let read = try? grammar.parse(words) {
                #expect(grammar.command(read.command) != nil)
            }
        }
    }
}

/// SplitMix64: the same seed gives the same numbers everywhere.
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
