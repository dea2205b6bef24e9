internal import Vocabulary

/// A plan apart from the name of its target: two plans of one shape do the same to another host.
public enum PlanShape {
    /// Digest of the plan's steps and of every script and file, the target's name taken out.
    ///
    /// - Parameter files: the plan's files as they are sealed, by path; its own documents are
    ///   passed over.
    public static func digest(of plan: Plan, files: [String: [UInt8]]) -> String {
        var out = JSONWriter()
        out.object { out in
            out.field("snapshot", plan.snapshot)
            out.list("strategies", plan.strategies)
            out.list("stages", plan.stages)
        }
        var parts = ["stages": out.drain()]
        for (path, bytes) in files where path.hasPrefix("files/") { parts[path] = bytes }
        var text = ""
        for (path, bytes) in parts.sorted(by: { $0.key < $1.key }) {
            let apart = without(plan.target.place, String(decoding: bytes, as: UTF8.self))
            text += "\(SHA256.digest(apart).hexadecimal)  \(path)\n"
        }
        return SHA256.digest(text).hexadecimal
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
