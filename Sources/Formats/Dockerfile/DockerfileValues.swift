extension Dockerfile.Stage {
    /// Variables that `ENV` sets, with their lines: `A=b C=d`, or `A b`.
    public var environment: [(name: String, value: String, line: Int)] {
        values("ENV").flatMap { instruction -> [(name: String, value: String, line: Int)] in
            let words = UnitWords.split(instruction.value)
            guard let first = words.first else { return [] }
            if !first.contains("=") {
                return [(first, words.dropFirst().joined(separator: " "), instruction.line)]
            }
            return UnitWords.assignments(instruction.value).map {
                ($0.name, $0.value, instruction.line)
            }
        }
    }

    /// Port numbers that `EXPOSE` names.
    public var exposed: [Int] {
        values("EXPOSE").flatMap { $0.value.split(whereSeparator: \.isWhitespace) }.compactMap {
            Int($0.prefix { $0 != "/" && $0 != "-" })
        }
    }

    /// Paths that `VOLUME` declares, with their lines.
    public var volumes: [(path: String, line: Int)] {
        values("VOLUME").flatMap { instruction in
            Self.words(instruction.value).map { ($0, instruction.line) }
        }
    }

    /// What `COPY` and `ADD` take from the build's own folder, and to where.
    public var copies: [(sources: [String], target: String)] {
        (values("COPY") + values("ADD")).compactMap { instruction in
            guard !instruction.value.contains("--from=") else { return nil }
            let words = Self.words(instruction.value).filter { !$0.hasPrefix("--") }
            guard let target = words.last, words.count > 1 else { return nil }
            return (Array(words.dropLast()), target)
        }
    }

    /// The words of the last `CMD`, `ENTRYPOINT` or `HEALTHCHECK … CMD`, with its line.
    public func words(of keyword: String) -> (words: [String], line: Int)? {
        guard let last = values(keyword).last else { return nil }
        return (Self.words(last.value), last.line)
    }

    private func values(_ keyword: String) -> [Dockerfile.Instruction] {
        instructions.filter { $0.keyword == keyword }
    }

    /// A list in JSON, else the words of a shell.
    private static func words(_ value: String) -> [String] {
        if value.hasPrefix("["), let node = try? JSONDocument.read(Array(value.utf8)) {
            return node.elements.compactMap(\.string)
        }
        return UnitWords.split(value)
    }
}
