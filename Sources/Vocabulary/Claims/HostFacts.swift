/// What of a machine is no file of a workspace, and what its services rely on all the same: who is
/// who, who may become root, how it is logged in to, what it lets through, what is mounted.
///
/// An empty list means nothing without the coverage of its area: `users`, `sudo`, `sshd`,
/// `firewall`, `mounts`.
public struct HostFacts: Hashable, Sendable, JSONWritable {
    /// An account (passwd(5)).
    public struct User: Hashable, Sendable, JSONWritable {
        /// Its name.
        public var name: String
        /// Its number.
        public var uid: UInt32
        /// The number of its first group.
        public var gid: UInt32
        /// Its home.
        public var home: String
        /// Whether it has a shell to log in to.
        public var hasShell: Bool
        /// Groups it is a member of beside the first, sorted.
        public var groups: [String]
        /// Whether its own unit manager runs without a login (loginctl(1), *enable-linger*).
        public var lingers = false

        /// An account.
        public init(
            name: String, uid: UInt32, gid: UInt32, home: String, hasShell: Bool, groups: [String]
        ) {
            self.name = name
            self.uid = uid
            self.gid = gid
            self.home = home
            self.hasShell = hasShell
            self.groups = groups
        }
    }

    /// A group (group(5)).
    public struct Group: Hashable, Sendable, JSONWritable {
        /// Its name.
        public var name: String
        /// Its number.
        public var gid: UInt32
        /// Members by name, sorted.
        public var members: [String]

        /// A group.
        public init(name: String, gid: UInt32, members: [String]) {
            self.name = name
            self.gid = gid
            self.members = members
        }
    }

    /// What somebody may run as somebody else (sudoers(5)).
    public struct Grant: Hashable, Sendable, JSONWritable {
        /// A user, or `%` and a group.
        public var who: String
        /// As whom: a user, or `ALL`.
        public var asUser: String
        /// Commands, redacted as any command line; `ALL` for every one.
        public var commands: [String]
        /// Whether no password is asked for.
        public var needsNoPassword: Bool
        /// FILE`:`LINE.
        public var at: String

        /// A grant.
        public init(
            who: String, asUser: String, commands: [String], needsNoPassword: Bool, at: String
        ) {
            self.who = who
            self.asUser = asUser
            self.commands = commands
            self.needsNoPassword = needsNoPassword
            self.at = at
        }
    }

    /// A setting by name; one that stands in a `Match` block has the block's words before it.
    public struct Setting: Hashable, Sendable, JSONWritable {
        /// Its name.
        public var name: String
        /// Its value.
        public var value: String
        /// FILE`:`LINE.
        public var at: String

        /// A setting.
        public init(name: String, value: String, at: String) {
            self.name = name
            self.value = value
            self.at = at
        }
    }

    /// A chain of a packet filter (nft(8), iptables(8)).
    public struct Chain: Hashable, Sendable, JSONWritable {
        /// `ip`, `ip6`, `inet`, ….
        public var family: String
        /// Its table.
        public var table: String
        /// Its name.
        public var name: String
        /// What becomes of packets no rule speaks of, `accept` or `drop`; nil for a chain that
        /// others jump to.
        public var policy: String?
        /// How many rules it has.
        public var rules: Int

        /// A chain.
        public init(family: String, table: String, name: String, policy: String?, rules: Int) {
            self.family = family
            self.table = table
            self.name = name
            self.policy = policy
            self.rules = rules
        }
    }

    /// A file system of a device or of another host.
    public struct Mount: Hashable, Sendable, JSONWritable {
        /// Where.
        public var path: String
        /// `ext4`, `nfs4`, ….
        public var type: String
        /// Whether nothing may be written there.
        public var isReadOnly: Bool

        /// A mount.
        public init(path: String, type: String, isReadOnly: Bool) {
            self.path = path
            self.type = type
            self.isReadOnly = isReadOnly
        }
    }

    /// Accounts, by number and name.
    public var users: [User] = []
    /// Groups, by number and name.
    public var groups: [Group] = []
    /// Grants, in the order of files and lines.
    public var sudo: [Grant] = []
    /// Settings of the SSH daemon, in the order in which they hold.
    public var sshd: [Setting] = []
    /// Chains of the packet filter, by family, table, name.
    public var firewall: [Chain] = []
    /// Mounts, by path.
    public var mounts: [Mount] = []

    /// Nothing known.
    public init() {}
}
