import Formats
import Vocabulary

/// Structured texts whose values are phrases of people: who somebody is, how they speak, whom they
/// know. Settings of programs hold single words, numbers, addresses and paths.
enum SpokenValues {
    /// Whether a name, lower case, ends as tables and settings do, which may hold phrases.
    static func mayStand(in name: String) -> Bool {
        endings.contains { name.hasSuffix($0) }
    }

    /// Whether the values are mostly phrases: of eight words together, a third of all values or half
    /// of all words, no addresses among them, and two or more where the ending is one of settings.
    static func areIn(_ name: String, _ bytes: [UInt8]) -> Bool {
        guard bytes.count < 64 << 10 else { return false }
        let values = values(name.lowercased(), bytes)
        guard values.count < 400, !values.contains(where: { $0.contains("://") }) else {
            return false
        }
        let phrases = values.filter(isPhrase)
        let words = phrases.reduce(0) { $0 + WordCount.of($1) }
        let all = values.reduce(0) { $0 + WordCount.of($1) }
        return phrases.count >= (mayStand(in: name.lowercased()) ? 2 : 1) && words >= 8
            && (phrases.count * 3 >= values.count || words * 2 >= all)
    }

    private static let endings = [
        ".json", ".json5", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".properties",
        ".xml", ".tsv", ".csv", ".psv",
    ]

    /// Whether a value is three words or more, of letters: `by first name, always`.
    private static func isPhrase(_ value: String) -> Bool {
        let words = value.split(whereSeparator: \.isWhitespace)
        guard WordCount.of(value) >= 3, !value.contains(where: { "/=$\\{}<>|".contains($0) }) else {
            return false
        }
        return words.count { $0.contains(where: \.isLetter) && !$0.contains("_") } * 4
            >= words.count * 3
    }

    private static func values(_ name: String, _ bytes: [UInt8]) -> [String] {
        if name.hasSuffix(".json") || name.hasSuffix(".json5") {
            return (try? JSONDocument.read(bytes, dialect: .relaxed)).map { scalars($0) } ?? []
        }
        if name.hasSuffix(".toml") { return (try? TOML.read(bytes)).map { scalars($0) } ?? [] }
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            return (try? YAML.read(bytes))?.flatMap { scalars($0) } ?? []
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if name.hasSuffix(".xml") { return spoken(text) }
        let isTable = [".tsv", ".csv", ".psv"].contains(where: name.hasSuffix)
        return text.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
            if "#;[".contains(line.first ?? "#") { return [] }
            if isTable { return line.split { "\t;|".contains($0) }.map(String.init) }
            let value = line.firstIndex { "=:".contains($0) }.map { line[$0...].dropFirst() }
            return [String(value ?? line)]
        }
    }

    /// The values of a document, but for those that explain it.
    private static func scalars(_ node: Node, key: String = "") -> [String] {
        if AddressSigns.explains(key) { return [] }
        return switch node.content {
        case .scalar(let text): [text]
        case .sequence(let nodes): nodes.flatMap { scalars($0, key: key) }
        case .mapping(let members): members.flatMap { scalars($0.value, key: $0.key) }
        }
    }

    /// What stands between the tags.
    private static func spoken(_ text: String) -> [String] {
        text.split(separator: "<").compactMap { part in
            guard let close = part.firstIndex(of: ">") else { return nil }
            let value = part[close...].dropFirst()
            return value.contains { !$0.isWhitespace } ? String(value) : nil
        }
    }
}
