internal import Vocabulary

/// A plan as the files of its folder.
public enum PlanFolder {
    /// The plan with its rollback script among its files.
    public static func completed(_ plan: Plan) -> Plan {
        var plan = plan
        let path = "files/rollback.sh"
        plan.files.removeAll { $0.path == path }
        let rollback = RollbackScript(plan: plan).text
        plan.files.append(PlanFile(path: path, bytes: Array(rollback.utf8), mode: 0o755))
        plan.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return plan
    }

    /// Every file with its mode, sorted bytewise by path, MANIFEST last.
    public static func files(_ plan: Plan) -> [PlanFile] {
        let plan = completed(plan)
        var out = plan.files
        out.append(PlanFile(path: "plan.json", bytes: plan.document()))
        out.append(
            PlanFile(
                path: "migration-plan.md", bytes: Array(PlanDocument(plan).text.utf8)))
        out.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return out + [PlanFile(path: "MANIFEST", bytes: manifest(out))]
    }

    /// The plan's id: the SHA-256 of MANIFEST, in hexadecimal.
    public static func id(_ files: [PlanFile]) -> String {
        let manifest = files.first { $0.path == "MANIFEST" }
        return SHA256.digest(manifest?.bytes ?? []).hexadecimal
    }

    /// `DIGEST  PATH` per file, as sha256sum(1) writes and checks it.
    static func manifest(_ files: [PlanFile]) -> [UInt8] {
        var text = ""
        for file in files { text += "\(SHA256.digest(file.bytes).hexadecimal)  \(file.path)\n" }
        return Array(text.utf8)
    }
}
