import Faces
import Foundation
import Testing
import Topology
import Vocabulary

@Suite struct GraphTests {
    let graph = Graph(Sample.inventory)

    @Test func `the graph is drawn in every format`() throws {
        try Golden.expect(GraphText(graph).text, is: "graph.txt")
        try Golden.expect(GraphDOT(graph).text, is: "graph.dot")
        try Golden.expect(GraphMermaid(graph).text, is: "graph.mmd")
        try Golden.expect(GraphSVG(graph).text, is: "graph.svg")
        try Golden.expect(GraphDocument(graph).document(), is: "graph.json")
    }

    @Test func `the order of what was found changes no picture`() {
        let other = Graph(Sample.shuffled)
        #expect(GraphText(graph).text == GraphText(other).text)
        #expect(GraphDOT(graph).text == GraphDOT(other).text)
        #expect(GraphMermaid(graph).text == GraphMermaid(other).text)
        #expect(GraphSVG(graph).text == GraphSVG(other).text)
        #expect(GraphDocument(graph).document() == GraphDocument(other).document())
    }

    @Test func `no name breaks out of a picture`() throws {
        let pictures = [
            GraphText(graph).text, GraphDOT(graph).text, GraphMermaid(graph).text,
            GraphSVG(graph).text,
        ]
        for picture in pictures {
            #expect(!picture.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
            #expect(!picture.unicodeScalars.contains("\u{202E}"))
        }
        #expect(!GraphSVG(graph).text.contains("<b>"))
        #expect(!GraphMermaid(graph).text.contains("<b>"))
        #expect(GraphDOT(graph).text.contains("label=\"we\\\"ird <b>"))
    }

    @Test func `things in a ring are still drawn`() {
        var inventory = Inventory()
        let ids = ["a", "b", "c"].map {
            Identifiers.service(place: "local", group: "g", name: $0)
        }
        inventory.dependencies = [(0, 1), (1, 2), (2, 0)].map {
            Dependency(from: ids[$0.0], to: ids[$0.1], kind: .network)
        }
        let svg = GraphSVG(Graph(inventory)).text
        #expect(svg.components(separatedBy: "<rect").count == 4)
        #expect(svg.components(separatedBy: "<title>network").count == 4)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/dot")))
    func `Graphviz draws what is written for it`() throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "bedplate-\(UUID().uuidString).dot")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(GraphDOT(graph).text.utf8).write(to: file)
        let dot = Process()
        let output = Pipe()
        dot.executableURL = URL(filePath: "/usr/bin/dot")
        dot.arguments = ["-Tsvg", file.path]
        dot.standardOutput = output
        try dot.run()
        let drawn = output.fileHandleForReading.readDataToEndOfFile()
        dot.waitUntilExit()
        #expect(dot.terminationStatus == 0)
        let svg = String(decoding: drawn, as: UTF8.self)
        #expect(svg.components(separatedBy: "class=\"node\"").count - 1 == graph.nodes.count)
    }

    @Test func `an impact names what is down and what is degraded`() throws {
        let impact = ImpactDocument(try #require(graph.impact(of: Sample.postgres)))
        try Golden.expect(impact.text, is: "impact.txt")
        try Golden.expect(impact.document(), is: "impact.json")
        let odd = try #require(graph.nodes.last { $0.isVariant })
        let none = ImpactDocument(try #require(graph.impact(of: odd.id)))
        #expect(none.text.hasSuffix("nothing else breaks\n"))
    }
}
