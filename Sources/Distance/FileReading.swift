import Vocabulary

/// A file whose content is to be read there, and what became of it.
struct FileReading {
    /// Where the reading stands.
    enum State {
        /// Not read yet.
        case waiting
        /// Digested and examined.
        case done
        /// Digested; the examiner wants more bytes than came.
        case wantsMore
        /// It changed while it was read.
        case changed
        /// It is gone, or no regular file any more.
        case gone
        /// It may not be read.
        case denied
        /// It could not be read, and nobody says why.
        case failed
    }

    /// The entry of the listing; -1 for a root that is a file.
    let entry: Int
    /// Below the folder in which reading starts.
    let path: PathBytes
    /// What is known of it; digest and finding come in here.
    var record: FileRecord
    /// Where the reading stands.
    var state = State.waiting

    /// The name as it travels: it starts with `./`, so that no tool takes it for an option.
    var travelling: [UInt8] { Array("./".utf8) + path.bytes }
}
