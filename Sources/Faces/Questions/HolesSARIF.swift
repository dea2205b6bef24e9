public import Vocabulary

/// Holes as a log of the Static Analysis Results Interchange Format 2.1.0 (OASIS standard).
public struct HolesSARIF: Equatable, Sendable, JSONWritable {
    let holes: [HoleEntry]
    let rules: [String]

    /// The log of holes in any order.
    public init(_ holes: [HoleEntry]) {
        self.holes = HolesDocument(holes).holes
        rules = Set(holes.map(\.rule)).sorted()
    }

    /// Writes a log of one run.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field(
                "$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                    + "sarif-schema-2.1.0.json")
            out.field("version", "2.1.0")
            out.key("runs")
            out.array { out in
                out.object { out in
                    writeTool(to: &out)
                    out.key("results")
                    out.array { out in for hole in holes { write(hole, to: &out) } }
                }
            }
        }
    }

    private func writeTool(to out: inout JSONWriter) {
        out.key("tool")
        out.object { out in
            out.key("driver")
            out.object { out in
                out.field("name", Tool.name)
                out.field("version", Tool.version)
                out.key("rules")
                out.array { out in
                    for rule in rules { out.object { out in out.field("id", rule) } }
                }
            }
        }
    }

    private func write(_ hole: HoleEntry, to out: inout JSONWriter) {
        let isAnswered = hole.status == "answered"
        out.object { out in
            out.field("ruleId", hole.rule)
            out.field("ruleIndex", rules.firstIndex(of: hole.rule))
            out.field("kind", isAnswered ? "pass" : "fail")
            out.field("level", isAnswered ? "none" : Self.level(hole.severity))
            out.key("message")
            out.object { out in out.field("text", "\(hole.question) \(hole.why)") }
            writeLocation(of: hole, to: &out)
            out.key("partialFingerprints")
            out.object { out in out.field("hole/v1", hole.id) }
            if hole.status == "accepted" { Self.writeSuppression(to: &out) }
        }
    }

    private func writeLocation(of hole: HoleEntry, to out: inout JSONWriter) {
        out.key("locations")
        out.array { out in
            out.object { out in
                if let location = hole.evidence.compactMap({ FileLine($0.at) }).first {
                    location.write(to: &out)
                }
                out.key("logicalLocations")
                out.array { out in
                    out.object { out in out.field("fullyQualifiedName", hole.subject) }
                }
            }
        }
    }

    private static func writeSuppression(to out: inout JSONWriter) {
        out.key("suppressions")
        out.array { out in
            out.object { out in
                out.field("kind", "external")
                out.field("status", "accepted")
            }
        }
    }

    static func level(_ severity: String) -> String {
        switch severity {
        case "high": "error"
        case "medium": "warning"
        default: "note"
        }
    }
}

/// A file and a line of it, out of the locator of a piece of evidence.
struct FileLine: Equatable {
    let uri: String
    let line: Int

    /// Reads `path:line` and `path:line:column`; nil for any other locator.
    init?(_ locator: String?) {
        guard let locator else { return nil }
        let parts = locator.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.reversed().prefix { Int($0) != nil }.prefix(2)
        guard let line = numbers.last.flatMap({ Int($0) }), line > 0,
            parts.count > numbers.count
        else { return nil }
        let path = parts.dropLast(numbers.count).joined(separator: ":")
        guard !path.isEmpty else { return nil }
        self.line = line
        uri = path.split(separator: "/", omittingEmptySubsequences: false)
            .map { Identifiers.segment(PathBytes(String($0))) }.joined(separator: "/")
    }

    /// Writes the physical location.
    func write(to out: inout JSONWriter) {
        out.key("physicalLocation")
        out.object { out in
            out.key("artifactLocation")
            out.object { out in out.field("uri", uri) }
            out.key("region")
            out.object { out in out.field("startLine", line) }
        }
    }
}
