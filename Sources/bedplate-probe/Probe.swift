import Glibc
import Places
import Vocabulary

/// The probe's commands; answers are one JSON object per line on standard output.
struct Probe {
    static let usage = """
        usage: bedplate-probe walk [--no-digest] [--cross-mounts] [--limit BYTES] ROOT
               bedplate-probe digest ROOT PATH...
               bedplate-probe read ROOT PATH BYTES
               bedplate-probe facts
               bedplate-probe inside
               bedplate-probe serve MARK

        """

    private let arguments: [String]
    private let place = LocalPlace()

    init(_ arguments: [String]) {
        self.arguments = arguments
    }

    /// Runs the command; the exit status of the contract.
    func run() -> Int32 {
        let rest = Array(arguments.dropFirst())
        switch (arguments.first, rest.count) {
        case ("walk", 1...): return walk(rest)
        case ("digest", 2...):
            return digest(PathBytes(rest[0]), rest.dropFirst().map { PathBytes($0) })
        case ("read", 3): return read(PathBytes(rest[0]), PathBytes(rest[1]), rest[2])
        case ("facts", 0): return facts()
        case ("inside", 0):
            Inside().write(to: Output.standard)
            return 0
        case ("serve", 1): return Serving(mark: rest[0]).run()
        default:
            Output.errors.write(Array(Self.usage.utf8))
            return 64
        }
    }

    private func walk(_ words: [String]) -> Int32 {
        var options = WalkOptions()
        var words = words[...]
        while let word = words.first, words.count > 1 {
            words = words.dropFirst()
            switch word {
            case "--no-digest": options.readsContent = false
            case "--cross-mounts": options.crossesMounts = true
            case "--limit":
                options.readLimit = words.first.flatMap { UInt64($0) } ?? 0
                words = words.dropFirst()
            default: return complain("unknown option \(word)", 64)
            }
        }
        guard let root = words.first else { return complain("no root", 64) }
        do {
            let table = try place.walk(PathBytes(root), options: options)
            TableLines(table).write(to: Output.standard)
            return table.problems.isEmpty ? 0 : 3
        } catch {
            return complain(error.message, 66)
        }
    }

    private func digest(_ root: PathBytes, _ paths: [PathBytes]) -> Int32 {
        var status: Int32 = 0
        for path in paths {
            do {
                let record = try place.digest(path, below: root)
                Output.standard.line { out in
                    out.field("path", path: path)
                    out.field("size", record.size)
                    out.field("digest", record.digest.hexadecimal)
                    out.field("torn", record.flags & FileRecord.Flag.torn != 0)
                }
            } catch {
                status = complain(error.message, 3)
            }
        }
        return status
    }

    private func read(_ root: PathBytes, _ path: PathBytes, _ count: String) -> Int32 {
        guard let limit = Int(count), limit > 0 else { return complain("no count \(count)", 64) }
        do {
            Output.standard.write(try place.head(of: path, below: root, count: limit))
            return 0
        } catch {
            return complain(error.message, 66)
        }
    }

    private func facts() -> Int32 {
        Output.standard.line { out in
            for (name, value) in place.facts().sorted(by: { $0.key < $1.key }) {
                out.field(name, value)
            }
        }
        return 0
    }

    private func complain(_ message: String, _ status: Int32) -> Int32 {
        Output.errors.write(Array("bedplate-probe: \(message)\n".utf8))
        return status
    }
}
