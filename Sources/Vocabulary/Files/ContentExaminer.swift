/// Looks at the content of files while a walk has it in hand, so that nothing is read twice.
///
/// A walk makes one session per thread and reuses it for every file that thread reads.
public protocol ContentExaminer: Sendable {
    /// A session for one thread.
    func makeSession() -> any ContentSession
}

/// One thread's examination of one file after another.
///
/// The calls for a file are `begin`, `see` for each chunk in order, `finish`; an empty file has
/// no `see`. What a session concludes may depend on nothing but these arguments: findings are
/// carried over to later scans while the file is unchanged.
public protocol ContentSession {
    /// Says that the files that follow lie in this folder; its path below the root.
    ///
    /// What is found must not depend on it: findings are carried over, marks are not.
    mutating func enter(folder path: Span<UInt8>)

    /// Starts a file, dropping any that was not finished.
    ///
    /// `name` is the last segment of its path; `size` is in bytes, as the file system states it.
    mutating func begin(name: Span<UInt8>, size: UInt64)

    /// Sees the next chunk: at most 128 KiB of new bytes, the whole file where it is smaller.
    ///
    /// The first `repeated` bytes are the last ones of the chunk before (at most 4 KiB, 0 in the
    /// first chunk), so that a token that straddles two chunks is whole in one of them.
    /// - Returns: whether the session wants the rest; if not, only `finish` follows.
    mutating func see(_ bytes: Span<UInt8>, repeated: Int) -> Bool

    /// Ends the file; nil where there is nothing to tell about it.
    mutating func finish() -> Finding?

    /// What the words of the file it finished leave possible, for this walk alone.
    mutating func marks() -> TextMarks
}

extension ContentSession {
    /// A session that does not care where files lie.
    public mutating func enter(folder path: Span<UInt8>) {}

    /// A session that has nothing to say but what it finds.
    public mutating func marks() -> TextMarks { [] }
}
