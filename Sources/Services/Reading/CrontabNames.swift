import Formats
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

    private static let cron = WordFinder(["cron"], ignoringCase: true)

    /// The kind of a crontab by its name and folder, copies included; nil for anything else.
    static func kind(_ path: PathBytes) -> Kind? {
        guard cron.isFound(in: path.bytes) else { return nil }
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
}
