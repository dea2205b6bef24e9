import CLinux
import Glibc
import Vocabulary

/// The clock that stamps files: the kernel's own for local file systems, a server's for others.
public enum FileSystemClock {
    /// The coarsest tick that stamps files of a local file system: the kernel's timer at 100 Hz,
    /// twice.
    static let tick: Int64 = 20_000_000

    /// File systems whose `ctime` this kernel stamps itself, by the magic of statfs(2).
    private static let local: Set<Int> = [
        0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0xF2F5_2010, 0x2FC1_2FC1,
        0x8584_58F6,
    ]

    /// Now by the kernel's coarse clock, which is what it stamps files with, less one tick.
    static func now(_ descriptor: Int32) -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) - tick
    }

    /// When a finished walk began, as its files were stamped.
    ///
    /// Where a server stamps the files, its clock was never behind the newest stamp seen: what is
    /// older than both that and our own start is settled by either clock.
    static func trusted(_ table: FileTable, _ descriptor: Int32) -> Int64 {
        if local.contains(linux_file_system(descriptor)) { return table.began }
        let newest = table.records.reduce(table.rootRecord.changed) { max($0, $1.changed) }
        return min(table.began, newest)
    }

    /// When a walk on another machine began, as its files were stamped.
    ///
    /// - Parameters:
    ///   - clock: that machine's clock when the walk began, nanoseconds since 1970.
    ///   - magic: the magic number of the root's file system there; 0 where it is not known.
    ///   - newest: the newest change time seen.
    public static func began(clock: Int64, magic: Int, newest: Int64) -> Int64 {
        local.contains(magic) ? clock - tick : min(clock - tick, newest)
    }
}
