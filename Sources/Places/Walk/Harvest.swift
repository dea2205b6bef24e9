import Vocabulary

/// What one lane brings home: plain blocks, and the few things that are not plain.
struct Harvest: Sendable {
    /// How a folder fared.
    enum Outcome: UInt8, BitwiseCopyable, Sendable {
        /// Listed, in full or in part.
        case listed
        /// It could not be opened.
        case unread
        /// It is a mount point and was not entered.
        case otherMount
        /// The walk was told to end before it.
        case stopped
    }

    /// The records of one folder within the lane's block.
    struct Folder: BitwiseCopyable, Sendable {
        var id: UInt32
        var lane: UInt32
        var first: UInt32
        var count: UInt32
        var device: UInt64
        var outcome: Outcome
        var isComplete: Bool
        /// The same folder of the earlier table; `.max` where there is none.
        var previous: UInt32 = .max
    }

    /// Something left out, by folder and record.
    struct Omission: Sendable {
        var folder: UInt32
        var record: UInt32
        var reason: ExclusionReason
    }

    /// A large file that was read on its own.
    struct LateFile: Sendable {
        var owner: UInt32
        var record: UInt32
        var finder: UInt32
        var entry: FileRecord
    }

    /// `FileRecord`s; the `folder` of a folder's record is its dense number.
    var records: PlainBlock
    /// Names, each with a NUL behind it.
    var names: PlainBlock
    /// `Folder`s.
    var folders: PlainBlock
    /// Targets of links, by record.
    var targets: [(record: UInt32, target: PathBytes)]
    /// Distinct findings; index 0 is "nothing found".
    var findings: [Finding]
    /// What was left out.
    var omissions: [Omission]
    /// Large files.
    var lateFiles: [LateFile]
    /// What went wrong.
    var problems: [Problem]

    /// Gives the plain blocks back.
    func deallocate() {
        records.deallocate()
        names.deallocate()
        folders.deallocate()
    }
}

/// Why something was left out, in the contract's words.
enum ExclusionReason: String, Sendable {
    case ownHistory = "own-history"
    case otherMount = "other-mount"
    case pattern
    case ignoreFile = "ignore-file"
}
