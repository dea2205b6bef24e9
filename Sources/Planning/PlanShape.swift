internal import Vocabulary

/// A plan apart from the name of its target: two plans of one shape do the same to another host.
public enum PlanShape {
    /// Digest of the plan's steps and of every script and file, the target's name taken out.
    ///
    /// - Parameter files: the plan's files as they are sealed, by path; its own documents are
    ///   passed over.
    public static func digest(of plan: Plan, files: [String: [UInt8]]) -> String {
        var parts = plan.steps.map { stage, step in
            // Order and needs are those of names, the target's among them.
            var step = step
            step.needs = []
            return "\(stage.rawValue) " + text(of: step)
        }
        parts += plan.strategies.map(text)
        for (path, bytes) in files where path.hasPrefix("files/") && path != "files/rollback.sh" {
            parts.append("\(path) " + String(decoding: bytes, as: UTF8.self))
        }
        let digests = parts.map { SHA256.digest(without(plan.target.place, $0)).hexadecimal }
        return SHA256.digest(([plan.snapshot] + digests.sorted()).joined(separator: "\n"))
            .hexadecimal
    }

    private static func text(of value: some JSONWritable) -> String {
        String(decoding: value.document(), as: UTF8.self)
    }

    private static func without(_ place: String, _ text: String) -> String {
        var text = text
        let login = ShellText.quote(Target.login(of: place) ?? place)
        for name in [place, "ssh " + login, "ssh -n " + login, TargetNames.clean(place)] {
            text = text.split(separator: name, omittingEmptySubsequences: false)
                .joined(separator: "‹target›")
        }
        return text
    }
}
