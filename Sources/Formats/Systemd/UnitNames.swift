/// What the name of a unit file says.
public enum UnitNames {
    /// Whether it is a service or timer that makes copies, by its name: `attic-backup.timer`. The
    /// folder `backup` that it lies in then holds the job, and no copies.
    public static func makesCopies(_ name: String) -> Bool {
        guard name.hasSuffix(".service") || name.hasSuffix(".timer") else { return false }
        let words = name.lowercased().split { !$0.isLetter }
        return words.contains { copying.contains(String($0)) }
    }

    private static let copying: Set<String> = [
        "backup", "backups", "borg", "borgmatic", "restic", "kopia", "rsync", "snapshot", "dump",
        "sicherung", "sauvegarde", "respaldo", "copia",
    ]
}
