internal import Places
internal import Vocabulary

/// The program that judges, seen as a file that the actor must not be able to change.
public enum OwnTool {
    /// Refuses a program that whoever runs it can change, itself or a folder above it; root can
    /// change everything, so nothing is learned about root.
    public static func check() throws(TrustError) {
        guard Surroundings.userID != 0 else { return }
        guard let program = Surroundings.resolved("/proc/self/exe") else { return }
        let answer = try OwnersLook.look(at: program, on: LocalPlace())
        if let fault = answer.fault(on: "local") { throw .tool(fault) }
    }
}
