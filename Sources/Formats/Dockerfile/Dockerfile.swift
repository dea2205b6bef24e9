/// A Dockerfile or Containerfile: its stages with their instructions (Dockerfile reference).
///
/// Continued lines are joined, comments and here-documents passed over. What is no instruction is
/// a fault; the rest goes on.
public struct Dockerfile: Equatable, Sendable {
    /// One instruction.
    public struct Instruction: Equatable, Sendable {
        /// The word it starts with, upper case.
        public let keyword: String
        /// What follows, continued lines joined by a blank.
        public let value: String
        /// Line of the word, counted from 1.
        public let line: Int
    }

    /// What one `FROM` starts.
    public struct Stage: Equatable, Sendable {
        /// The image or stage it starts from, `ARG` defaults put in.
        public let base: String
        /// The name after `AS`; nil without one.
        public let name: String?
        /// Line of its `FROM`.
        public let line: Int
        /// Its instructions in order.
        public internal(set) var instructions: [Instruction] = []
    }

    /// Stages in order.
    public private(set) var stages: [Stage] = []
    /// Lines that are no instruction.
    public private(set) var faults: [FormatError] = []

    /// Reads a Dockerfile; bytes that are not UTF-8 are replaced.
    public init(_ bytes: [UInt8]) {
        var settings: [String: String] = [:]
        for instruction in DockerfileLines.read(bytes) {
            guard instruction.keyword.allSatisfy({ $0.isASCII && $0.isLetter }) else {
                faults.append(
                    FormatError(
                        format: "dockerfile", message: "expected an instruction",
                        line: instruction.line, column: 1))
                continue
            }
            if instruction.keyword == "FROM" {
                start(instruction, settings)
            } else if stages.isEmpty {
                if instruction.keyword == "ARG" { Self.note(instruction.value, in: &settings) }
            } else {
                stages[stages.count - 1].instructions.append(instruction)
            }
        }
    }

    private mutating func start(_ from: Instruction, _ settings: [String: String]) {
        let words = from.value.split(whereSeparator: \.isWhitespace).filter { !$0.hasPrefix("--") }
        guard let base = words.first else {
            faults.append(
                FormatError(
                    format: "dockerfile", message: "FROM names no image", line: from.line,
                    column: 1))
            return
        }
        let isNamed = words.count > 2 && words[1].lowercased() == "as"
        let image = Interpolation.resolve(String(base)) { settings[$0] }.text
        stages.append(
            Stage(base: image, name: isNamed ? String(words[2]) : nil, line: from.line))
    }

    private static func note(_ value: String, in settings: inout [String: String]) {
        let halves = value.split(separator: "=", maxSplits: 1).map(String.init)
        guard halves.count == 2 else { return }
        settings[halves[0]] = halves[1].filter { $0 != "\"" && $0 != "'" }
    }

    /// The stages that make an image: the one of that name, else the last, after those it starts
    /// from, each before what is built on it.
    public func chain(to target: String? = nil) -> [Stage] {
        guard
            var index = target.flatMap({ place(of: $0, before: stages.count) })
                ?? (stages.isEmpty ? nil : stages.count - 1)
        else { return [] }
        var chain = [stages[index]]
        while let below = place(of: stages[index].base, before: index) {
            chain.insert(stages[below], at: 0)
            index = below
        }
        return chain
    }

    private func place(of name: String, before end: Int) -> Int? {
        stages[..<end].lastIndex { $0.name?.lowercased() == name.lowercased() }
    }
}
