internal import Places
internal import Vocabulary

/// The program that judges, seen as a file that the actor must not be able to change.
public enum OwnTool {
    /// Refuses a program that whoever runs it can change, itself or a folder above it; root can
    /// change everything, so nothing is learned about root.
    ///
    /// Gives what a person should know about whoever may become root here, a line each: as root it
    /// could change the program, and what binds it are the other hosts.
    public static func check() throws(TrustError) -> [String] {
        guard Surroundings.userID != 0 else { return [] }
        guard let program = Surroundings.resolved("/proc/self/exe") else { return [] }
        let answer = try OwnersLook.look(at: program, on: LocalPlace())
        if let fault = answer.fault(on: "local") { throw .tool(fault) }
        return remarks(try RootLook.rights(on: LocalPlace(), guarded: [program]))
    }

    static func remarks(_ rights: RootRights) -> [String] {
        guard !rights.ways.isEmpty else { return [] }
        let ways = rights.ways.joined(separator: ", ")
        return [
            "who runs this may become root on this machine (\(ways)), and so change the program "
                + "itself: what binds it are the other hosts"
        ]
    }
}
