public import Planning
public import Vocabulary

/// What a drill showed, kept beside the history: it counts for one plan, and not for ever.
public struct DrillEvidence: Equatable, Sendable {
    /// How long it counts, in nanoseconds: 90 days.
    public static let lifetime: Int64 = 90 * 86_400_000_000_000

    /// The run's id.
    public var id: String
    /// Id of the plan that was rehearsed, 64 hexadecimal digits.
    public var plan: String
    /// Digest of the plan apart from its target's name, 64 hexadecimal digits.
    public var shape: String
    /// Id of the scratch host.
    public var target: String
    /// Facts of the machine that it was measured on.
    public var machine: [String: String]
    /// Nanoseconds since 1970.
    public var began: Int64
    /// Nanoseconds since 1970.
    public var ended: Int64
    /// Where it stopped, and why; nil where it went to its end.
    public var stopped: (step: String, why: String)?
    /// Whether everything it made is gone again.
    public var isTakenBack: Bool
    /// What was rehearsed.
    public var rehearsal: Rehearsal
    /// How long its steps took.
    public var times: StepTimes
    /// What its controls showed.
    public var findings: [ControlFinding]

    /// A drill that has ended.
    public init(
        id: String, plan: String, shape: String, machine: [String: String], began: Int64,
        ended: Int64, stopped: (step: String, why: String)?, isTakenBack: Bool,
        rehearsal: Rehearsal, times: StepTimes, findings: [ControlFinding]
    ) {
        self.id = id
        self.plan = plan
        self.shape = shape
        self.machine = machine
        self.began = began
        self.ended = ended
        self.stopped = stopped
        self.isTakenBack = isTakenBack
        self.rehearsal = rehearsal
        self.times = times
        self.findings = findings
        target = rehearsal.plan.target.place
    }

    /// When it stops counting, nanoseconds since 1970.
    public var expires: Int64 { ended + Self.lifetime }

    /// Whether every step held and every change for the worse was caught.
    public var held: Bool {
        stopped == nil && isTakenBack && findings.allSatisfy { $0.ending == .caught }
    }

    /// Two drills are the same where all they say is.
    public static func == (left: DrillEvidence, right: DrillEvidence) -> Bool {
        left.document() == right.document()
    }
}

extension DrillEvidence: JSONWritable {
    /// Writes the document of kind `drill`.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "drill")
            out.field("id", id)
            out.field("plan", "sha256:" + plan)
            out.field("shape", "sha256:" + shape)
            out.field("target", target)
            out.key("machine")
            out.object { out in
                for (name, value) in machine.sorted(by: { $0.key < $1.key }) {
                    out.field(name, value)
                }
            }
            out.field("began", Timestamp.text(nanoseconds: began))
            out.field("ended", Timestamp.text(nanoseconds: ended))
            out.field("expires", Timestamp.text(nanoseconds: expires))
            out.field("expires_ns", expires)
            Self.told("held", held, &out)
            Self.told("taken_back", isTakenBack, &out)
            if let stopped {
                out.key("stopped")
                out.object { out in
                    out.field("step", stopped.step)
                    out.field("why", stopped.why)
                }
            }
            writeTimes(to: &out)
            writeFindings(to: &out)
        }
    }

    /// A flag that is told where it is false too: here its absence would say nothing was seen.
    private static func told(_ key: String, _ flag: Bool, _ out: inout JSONWriter) {
        out.key(key)
        out.value(flag)
    }

    private func writeTimes(to out: inout JSONWriter) {
        if let path = CriticalPath(through: rehearsal.whole, times) {
            out.key("rto")
            out.object { out in
                out.field("ms", path.milliseconds)
                out.field("of_it_estimated_ms", path.estimatedMilliseconds)
                out.field(
                    "in_sequence_ms", CriticalPath.inSequence(rehearsal.whole, times))
                out.field("path", path.steps)
            }
        }
        out.key("services")
        out.array { out in
            for service in ServiceRecovery.all(rehearsal, times, ended: ended) {
                out.object { out in
                    out.field("subject", service.subject)
                    out.field("rto_ms", service.rtoMilliseconds)
                    out.field("in_sequence_ms", service.inSequenceMilliseconds)
                    out.field("rto_objective_s", service.rtoObjective)
                    out.field("rpo_ms", service.rpoMilliseconds)
                    out.field("rpo_objective_s", service.rpoObjective)
                    if let isMet = service.isMet { Self.told("met", isMet, &out) }
                }
            }
        }
        out.key("steps")
        out.array { out in
            for (stage, step) in rehearsal.plan.steps {
                guard let taken = times.nanoseconds[step.id] else { continue }
                out.object { out in
                    out.field("stage", stage.rawValue)
                    out.field("step", step.id)
                    out.field("ms", taken / 1_000_000)
                }
            }
        }
    }

    private func writeFindings(to out: inout JSONWriter) {
        out.key("assets")
        out.array { out in
            for asset in AssetLevel.all(rehearsal, times) {
                out.object { out in
                    out.field("subject", asset.subject)
                    out.field("level", asset.level)
                }
            }
        }
        out.key("mutations")
        out.array { out in
            for finding in findings {
                out.object { out in
                    out.field("subject", finding.control.subject)
                    out.field("asset", finding.control.asset)
                    out.field("does", finding.control.says)
                    out.field("step", finding.control.step)
                    Self.told("did_fail", [.caught, .unmended].contains(finding.ending), &out)
                    out.field("ending", finding.ending.rawValue)
                    out.field("says", finding.says.isEmpty ? nil : finding.says)
                }
            }
        }
        out.key("left_out")
        out.array { out in
            for step in rehearsal.leftOut {
                out.object { out in
                    out.field("step", step.step)
                    out.field("because", step.because)
                }
            }
        }
    }
}

/// As much of a kept drill as tells whether it counts.
public struct KeptDrill: Equatable, Sendable {
    /// The drill's id.
    public let id: String
    /// Id of the plan, 64 hexadecimal digits.
    public let plan: String
    /// Digest of the plan apart from its target's name.
    public let shape: String
    /// When it stops counting, nanoseconds since 1970.
    public let expires: Int64
    /// Whether everything held.
    public let held: Bool

    /// Reads a kept document; nil where it is no drill of format 1.
    public init?(_ document: JSONValue) {
        guard document["kind"]?.string == "drill", document["format"]?.integer == 1,
            let id = document["id"]?.string, let plan = document["plan"]?.string,
            let shape = document["shape"]?.string, let expires = document["expires_ns"]?.integer,
            let held = document["held"]?.boolean
        else { return nil }
        self.id = id
        self.plan = String(plan.dropFirst("sha256:".count))
        self.shape = String(shape.dropFirst("sha256:".count))
        self.expires = expires
        self.held = held
    }
}
