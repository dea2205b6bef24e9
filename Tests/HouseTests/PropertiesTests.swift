import Foundation
import Testing

@Suite struct `The page of properties` {
    /// A row: its number, and the files it names, from the root of the project.
    private struct Row {
        let number: Int
        let files: [String]
    }

    private func rows() throws -> [Row] {
        let page = House.root.appending(path: "Docs/properties.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        return text.matches(of: /\| P(\d+) \|[^|]*\|([^|]*)\|/).compactMap { row in
            let files = row.output.2.matches(of: /`([^`]+)`/).map { String($0.output.1) }
            return Int(row.output.1).map { number in
                Row(number: number, files: files.map { $0.hasPrefix("Lab/") ? $0 : "Tests/" + $0 })
            }
        }
    }

    /// Numbers of the properties whose tests stand in a file.
    private func numbers(in file: String) throws -> Set<Int> {
        let text = try String(contentsOf: House.root.appending(path: file), encoding: .utf8)
        return Set(text.matches(of: #/[`"]P(\d+): /#).compactMap { Int($0.output.1) })
    }

    @Test func `lists each of the thirty-two once`() throws {
        #expect(try rows().map(\.number) == Array(1...32))
    }

    @Test func `names files in which a test bears the number`() throws {
        for row in try rows() {
            #expect(!row.files.isEmpty, "P\(row.number) is shown nowhere")
            for file in row.files {
                #expect(try numbers(in: file).contains(row.number), "\(file): P\(row.number)")
            }
        }
    }

    @Test func `leaves no test out that bears a number`() throws {
        let listed = Dictionary(
            grouping: try rows().flatMap { row in
                row.files.map { (file: $0, number: row.number) }
            }, by: \.file
        ).mapValues { Set($0.map(\.number)) }
        for folder in ["Tests", "Lab"] {
            let below = FileManager.default.enumerator(
                atPath: House.root.appending(path: folder).path)
            for case let name as String in below?.allObjects ?? []
            where [".swift", ".py", ".sh"].contains(where: { name.hasSuffix($0) }) {
                let file = folder + "/" + name
                let numbers = try numbers(in: file)
                #expect(numbers.isSubset(of: listed[file] ?? []), "\(file): \(numbers.sorted())")
            }
        }
    }
}
