internal import Formats
internal import Vocabulary

/// Files that say who may become root, as far as the login may read them: doas.conf(5) and the rules
/// of polkit(8). Nothing is asked of either program.
struct RootDocuments: Equatable {
    /// One file.
    struct File: Equatable {
        let path: String
        /// What it says; nil where the login may not read it.
        let text: String?
    }

    /// Configurations of doas, where it is installed.
    var doas: [File] = []
    /// Files of rules, where polkit is installed.
    var polkit: [File] = []

    /// No files.
    init() {}
}

/// What those files let one login do as root without a password.
struct DocumentedRights {
    /// What makes it as good as root.
    private(set) var ways: [String] = []
    /// What it may do of which nobody can say the reach.
    private(set) var other: [String] = []
    /// What could not be read or understood.
    private(set) var unclear: [String] = []
    private let names: Set<String>
    private let groups: Set<String>
    private let guarded: [String]

    /// Actions by which whoever may do them unasked runs what they like as root.
    private static let ruling = [
        "org.freedesktop.policykit.exec", "org.freedesktop.systemd1.manage-units",
        "org.freedesktop.systemd1.manage-unit-files", "org.freedesktop.systemd1.set-environment",
        "org.freedesktop.machine1.host-", "org.freedesktop.machine1.shell",
        "org.freedesktop.machine1.manage-", "org.freedesktop.packagekit.",
        "org.freedesktop.accounts.user-administration", "org.freedesktop.udisks2.",
        "org.libvirt.unix.manage", "org.debian.apt.", "org.freedesktop.Flatpak.",
        "io.snapcraft.", "org.freedesktop.fwupd.", "org.freedesktop.portable1.",
        "org.freedesktop.sysupdate1.", "com.redhat.cockpit.",
    ]

    init(_ documents: RootDocuments, names: [String], groups: [String], guarded: [String]) {
        (self.names, self.groups, self.guarded) = (Set(names), Set(groups), guarded)
        for file in documents.doas { readDoas(file) }
        for file in documents.polkit { readPolkit(file) }
    }

    private mutating func readDoas(_ file: RootDocuments.File) {
        guard let text = file.text else { return unclear.append("\(file.path) may not be read") }
        let document = DoasRules(text)
        unclear += document.unknown.map { "line \($0) of \(file.path)" }
        let rules = document.rules.filter { isActor($0.who) }.filter {
            $0.asUser == nil || ["root", "0"].contains($0.asUser)
        }
        for (index, rule) in rules.enumerated() where rule.permits && rule.needsNoPassword {
            guard !rules[(index + 1)...].contains(where: { $0.overrides(rule) }) else { continue }
            let shown = rule.command ?? "ALL"
            if SudoReach(rule.asWritten).rules(over: guarded) {
                ways.append("doas without a password: \(shown)")
            } else {
                other.append("doas \(shown)")
            }
        }
    }

    private func isActor(_ who: String) -> Bool {
        who.hasPrefix(":") ? groups.contains(String(who.dropFirst())) : names.contains(who)
    }

    private mutating func readPolkit(_ file: RootDocuments.File) {
        guard let text = file.text else { return unclear.append("\(file.path) may not be read") }
        let document = PolkitRules(text)
        if !document.isUnderstood { unclear.append("\(file.path) is no simple rule") }
        for rule in document.rules where rule.conditions.allSatisfy(mayHold) {
            let actions = rule.conditions.first { $0.contains(where: \.isAction) } ?? []
            let isHeldTo = rule.conditions.contains { $0.contains(where: \.isDetail) }
            if !isHeldTo, actions.isEmpty || actions.contains(where: Self.rules) {
                ways.append("polkit without a password: \(Self.shown(actions))")
            } else {
                other.append("polkit \(Self.shown(actions))")
            }
        }
    }

    /// Whether one of some alternatives may be true of the login.
    private func mayHold(_ alternatives: [PolkitRules.Condition]) -> Bool {
        alternatives.contains { condition in
            switch condition {
            case .group(let name): groups.contains(name)
            case .user(let name): names.contains(name)
            case .action, .detail, .present: true
            }
        }
    }

    private static func rules(_ condition: PolkitRules.Condition) -> Bool {
        guard case .action(let id, let isPrefix) = condition else { return true }
        return ruling.contains { id.hasPrefix($0) || isPrefix && $0.hasPrefix(id) }
    }

    private static func shown(_ actions: [PolkitRules.Condition]) -> String {
        let ids = actions.compactMap { condition -> String? in
            guard case .action(let id, let isPrefix) = condition else { return nil }
            return isPrefix ? id + "…" : id
        }
        return ids.isEmpty ? "every action" : ids.joined(separator: " ")
    }
}

extension PolkitRules.Condition {
    fileprivate var isAction: Bool { if case .action = self { true } else { false } }
    fileprivate var isDetail: Bool { if case .detail = self { true } else { false } }
}

extension DoasRules.Rule {
    /// The command as sudoers(5) would write it.
    fileprivate var asWritten: String {
        guard let command else { return "ALL" }
        guard let arguments else { return command }
        return command + " " + (arguments.isEmpty ? "\"\"" : arguments.joined(separator: " "))
    }

    /// Whether it has the last word on everything that an earlier one allows.
    fileprivate func overrides(_ earlier: Self) -> Bool {
        guard !permits || !needsNoPassword, asUser == nil || asUser == earlier.asUser else {
            return false
        }
        guard let command else { return true }
        return command == earlier.command && (arguments == nil || arguments == earlier.arguments)
    }
}
