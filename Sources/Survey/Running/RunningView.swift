import Formats
import Vocabulary

/// What runs on a place at one moment, as far as it could be seen, before anything is concluded.
struct RunningView {
    /// Container engines that answered.
    var engines: [EngineView] = []
    /// Units of the system's manager and of users' own.
    var units: [UnitView] = []
    /// Processes and their sockets; nil where they could not be looked at.
    var processes: ProcessView?
    /// Connected Unix sockets of our own namespace.
    var peers: [SocketPeer] = []
    /// `/proc/self/mountinfo`; empty where it could not be read.
    var mounts: [UInt8] = []
    /// Configuration files of packages that differ from what was installed, sorted.
    var changedFiles: [PackageChange] = []
    /// Configuration files that are as their packages brought them.
    var untouchedFiles: Set<String> = []
    /// What was looked at and what could not be, one line for each area.
    var coverage: [Place.Coverage] = []

    /// An engine's answers.
    struct EngineView {
        /// `docker` or `podman`.
        var name: String
        var containers: [EngineContainer] = []
        var volumes: [EngineVolume] = []
        var images: [String: EngineImage] = [:]
        /// What each container wrote outside its mounts, by its id.
        var changes: [String: [EngineChange]] = [:]
        /// How the archive of a path inside each container is asked for, by its id.
        var archives: [String: ArchiveWords] = [:]
        /// Names of volumes that hold nothing.
        var empty: Set<String> = []
    }

    /// A unit and whose manager has it.
    struct UnitView {
        var status: UnitStatus
        /// `system`, or `user:NAME`.
        var group: String
    }
}
