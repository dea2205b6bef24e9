import Vocabulary

/// Which files are crontabs that a daemon reads, by name and place.
enum CrontabNames {
    /// Whose format a crontab has.
    enum Kind {
        /// Five columns and a command.
        case user
        /// A user column before the command.
        case system
        /// To be told from the lines.
        case unknown
    }

    /// The kind of a live crontab; nil for anything else.
    static func kind(_ path: PathBytes) -> Kind? {
        guard !isCopy(path) else { return nil }
        let name = path.name.text.lowercased()
        let folder = path.folder.text
        if folder.hasSuffix("/cron.d") { return name.hasSuffix(".md") ? nil : .system }
        if folder.hasSuffix("spool/cron/crontabs") || folder.hasSuffix("spool/cron") {
            return .user
        }
        if name == "crontab" { return folder.hasSuffix("/etc") ? .system : .unknown }
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        if name.hasSuffix(".crontab") || name.hasSuffix(".cron") { return .unknown }
        if (stem == "crontab" || stem.hasPrefix("crontab-") || stem.hasPrefix("crontab_")
            || stem.hasSuffix("-crontab") || stem.hasSuffix("_crontab")),
            ["txt", "conf", "tab", "user", ""].contains(name.dropFirst(stem.count + 1).description)
                || name == stem
        {
            return .unknown
        }
        return nil
    }

    /// Whether a path is a copy kept aside: no daemon reads it.
    static func isCopy(_ path: PathBytes) -> Bool {
        let lower = path.text.lowercased()
        let name = path.name.text.lowercased()
        let marks = [
            ".bak", ".backup", ".old", ".orig", ".save", ".disabled", ".example", ".sample",
            ".template", ".dist", "~", ".j2", ".tmpl",
        ]
        if marks.contains(where: {
            name.hasSuffix($0) || name.contains($0 + ".") || name.contains($0 + "-")
                || name.contains($0 + "_")
        }) {
            return true
        }
        let folders = [
            "/backup/", "/backups/", "/archive/", "/archives/", "/old/", "/node_modules/", "/.git/",
            "/examples/", "/templates/", "/.venv/", "/venv/", "/site-packages/", "/snapshots/",
            "/vendor/",
        ]
        return folders.contains { lower.contains($0) }
    }
}
