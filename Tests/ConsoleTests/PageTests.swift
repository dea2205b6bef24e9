import Console
import Foundation
import Testing

@Suite struct PageTests {
    let grammar = Grammar.bedplate

    func page(_ words: String...) throws -> String {
        try grammar.page(for: grammar.parse(words), version: "1.2.3")
    }

    @Test func `every page names usage, options and exit statuses`() throws {
        for command in grammar.commands {
            let page = try page("help", command.name)
            #expect(page.contains("USAGE\n  bedplate \(command.name)"))
            for option in command.options { #expect(page.contains("--\(option.name)")) }
            #expect(page.contains("EXIT STATUS\n  0"))
            #expect(page.contains("  64"))
        }
    }

    @Test func `no line of a page is wider than the terminal`() throws {
        for command in grammar.commands {
            for line in try page("help", command.name).split(separator: "\n") {
                #expect(line.count <= 80 || line.hasPrefix("  bedplate completions"), "\(line)")
            }
        }
    }

    @Test func `only commands that answer no end with 1`() {
        let answering = grammar.commands.filter { $0.exits.contains { $0.status == .no } }
        #expect(
            answering.map(\.name) == [
                "holes", "check", "migrate", "resume", "rollback", "retire", "diff",
            ])
    }

    @Test func `the version is one line`() throws {
        #expect(try page("--version") == "bedplate 1.2.3\n")
    }

    @Test func `an unknown command has no page`() {
        #expect(throws: UsageError("there is no command 'scam'", hint: "did you mean 'scan'?")) {
            try page("help", "scam")
        }
    }

    @Test func `the manual has every command and no bare roff order`() throws {
        let manual = try page("help", "--man")
        for command in grammar.commands { #expect(manual.contains(".SS bedplate \(command.name)")) }
        for line in manual.split(separator: "\n") where line.hasPrefix(".") {
            let order = line.split(separator: " ")[0]
            #expect(
                [".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".RS", ".RE", ".nf", ".fi"].contains(
                    order))
        }
    }

    @Test func `bash reads its completions and completes with them`() throws {
        let script = try #require(grammar.completions(for: "bash"))
        let probe = """
            COMP_WORDS=(bedplate holes --fail-on h); COMP_CWORD=3; _bedplate; echo "${COMPREPLY[*]}"
            COMP_WORDS=(bedplate sc); COMP_CWORD=1; _bedplate; echo "${COMPREPLY[*]}"
            COMP_WORDS=(bedplate scan --no); COMP_CWORD=2; _bedplate; echo "${COMPREPLY[*]}"
            """
        let shell = Process()
        let output = Pipe()
        shell.executableURL = URL(filePath: "/bin/bash")
        shell.arguments = ["-eu", "-c", script + "\n" + probe]
        shell.standardOutput = output
        try shell.run()
        shell.waitUntilExit()
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(said == "high\nscan\n--no-history\n")
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completions know every command and option`(shell: String) throws {
        let script = try #require(grammar.completions(for: shell))
        for command in grammar.commands {
            #expect(script.contains(command.name))
            for option in command.options { #expect(script.contains(option.name)) }
        }
    }
}
