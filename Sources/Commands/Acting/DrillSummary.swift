import Console
import Execution
import Planning
import Vocabulary

/// What a drill showed, for a person.
struct DrillSummary {
    private let evidence: DrillEvidence

    init(_ evidence: DrillEvidence) {
        self.evidence = evidence
    }

    /// Ends with a line end.
    var text: String {
        (verdict + times + services + assets + mutations).joined(separator: "\n") + "\n"
    }

    private var verdict: [String] {
        let name = Voice.escaped(evidence.target)
        var out = [
            evidence.held
                ? "the plan \(evidence.plan.prefix(12)) held on \(name)"
                : "the plan \(evidence.plan.prefix(12)) did NOT hold on \(name)"
        ]
        if let stopped = evidence.stopped {
            out.append("  stopped at \(Voice.escaped(stopped.step)): \(Voice.escaped(stopped.why))")
        }
        if !evidence.isTakenBack { out.append("  the scratch host is not as it was") }
        return out
    }

    private var times: [String] {
        guard let path = CriticalPath(through: evidence.rehearsal.whole, evidence.times) else {
            return []
        }
        let sequence = CriticalPath.inSequence(evidence.rehearsal.whole, evidence.times)
        let machine = ["hostname", "processors", "memory"].compactMap { evidence.machine[$0] }
        return [
            "away for \(Self.seconds(path.milliseconds)) along the longest chain, "
                + "\(Self.seconds(sequence)) one step after the other",
            "  \(Self.seconds(path.estimatedMilliseconds)) of it are stops, estimated: a drill "
                + "stops nothing",
            "  measured on \(Voice.escaped(machine.joined(separator: ", ")))",
        ]
    }

    private var services: [String] {
        let all = ServiceRecovery.all(
            evidence.rehearsal, evidence.times, ended: evidence.ended)
        return all.map { service in
            let rto = service.rtoMilliseconds.map(Self.seconds) ?? "not measured"
            let sequence = service.inSequenceMilliseconds.map { " to \(Self.seconds($0))" } ?? ""
            let rpo = service.rpoMilliseconds.map { ", would lose \(Self.seconds($0))" } ?? ""
            let met = service.isMet.map { $0 ? " (objective met)" : " (OBJECTIVE MISSED)" } ?? ""
            return "  \(Voice.escaped(service.subject)): back after \(rto)\(sequence)"
                + "\(rpo)\(met)"
        }
    }

    private var assets: [String] {
        let words = ["nothing shown", "whole", "restorable", "serves"]
        return ["assets"]
            + AssetLevel.all(evidence.rehearsal, evidence.times).map {
                "  \($0.level) \(words[min($0.level, 3)])  \(Voice.escaped($0.subject))"
            }
    }

    private var mutations: [String] {
        ["changes for the worse"]
            + evidence.findings.map { finding in
                let control = finding.control
                return "  \(finding.ending.rawValue)  \(Voice.escaped(control.subject)): "
                    + control.says
            }
    }

    private static func seconds(_ milliseconds: Int64) -> String {
        "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
    }
}
