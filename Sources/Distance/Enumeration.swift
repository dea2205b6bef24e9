import Formats
import Glibc
import Places
import Vocabulary

/// One streaming listing of everything below a root.
struct Enumeration {
    /// The most entries below one root: a host that tells of more is not believed.
    static let mostEntries = 20_000_000
    /// The most bytes of a name with its path and its link's target.
    static let longest = 1 << 20

    private let place: RemotePlace
    private let find: Greeting.Tool
    private let options: WalkOptions
    private var table: FileTable
    private var field: [UInt8] = []
    private var preamble: [[UInt8]] = []
    private var newest: Int64 = .min
    private var kept = 0
    /// Whether as much was listed as is kept, so that what comes then is passed over.
    private(set) var isCut = false
    /// The listing; nil until the root came, and for a root that is no folder.
    private(set) var listing: ListedWalk?
    private var isRootSeen = false
    private var mounts: Set<PathBytes> = []

    /// - Parameter find: in whose words the listing comes.
    init(
        _ place: RemotePlace, root: PathBytes, options: WalkOptions, find: Greeting.Tool
    ) {
        self.place = place
        self.find = find
        self.options = options
        table = FileTable(place: place.id, root: root)
        table.folders = []
    }

    /// The text that lists; its answer is NUL-terminated fields: the clock, the magic number of the
    /// file system, the ignore file in hexadecimal, the mount points; then of each entry what it is and its path, and
    /// its link's target.
    var script: Script {
        let scope = options.crossesMounts ? "" : "-xdev"
        let head = [
            Script.assign("root", table.root),
            Script.assign("ignore", options.ignoreFile ?? PathBytes(bytes: [])),
            "scope=\(scope)",
            #"printf '%s\0' "$(date +%s%N)" "$(stat -f -c %t -- "$root" 2>/dev/null)""#,
            #"if [ -n "$ignore" ] && [ -f "$root/$ignore" ] && [ ! -h "$root/$ignore" ]"#,
            #"then head -c 1048576 "$root/$ignore" | od -An -v -tx1 | tr -d ' \n'; fi"#,
            #"printf '\0'"#,
            #"cat /proc/self/mountinfo 2>/dev/null; printf '\0'"#,
        ]
        return Script((head + [find == .gnu ? Self.fine : Self.coarse]).joined(separator: "\n"))
    }

    private static let fine = #"""
        find -H "$root" $scope \
            \( -type d ! \( -readable -executable \) -printf x -o -printf o \) \
            -printf '%y %s %m %U %G %T@ %C@ %n %i %D %P\0%l\0' </dev/null
        """#

    private static let coarse = #"""
        export root
        find -H "$root" $scope -print0 </dev/null | xargs -0 sh -c '
        F="%f %s %u %g %Y %Z %h %i %d"
        for f; do
            if [ "$f" = "$root" ]; then s=$(stat -L -c "$F" "$f" 2>/dev/null) || continue
            else s=$(stat -c "$F" "$f" 2>/dev/null) || continue; fi
            c=o; if [ -d "$f" ] && { [ ! -r "$f" ] || [ ! -x "$f" ]; }; then c=x; fi
            p=${f#"$root"}; p=${p#/}
            printf "%s%s %s\0" "$c" "$s" "$p"
            if [ -h "$f" ]; then readlink -n "$f"; fi
            printf "\0"
        done' sh
        """#

    /// Takes the next piece of the answer.
    mutating func take(_ bytes: ArraySlice<UInt8>, _ pace: Pace) throws(PlacesError) {
        var rest = bytes
        // What was held back has no end of a field in it, as long as the preamble lasts.
        var searched = preamble.count < 4 ? field.count : 0
        if !field.isEmpty {
            field.append(contentsOf: rest)
            rest = field[...]
            field = []
        }
        while preamble.count < 4,
            let end = rest[(rest.startIndex + searched)...].firstIndex(of: 0)
        {
            searched = 0
            preamble.append(Array(rest[..<end]))
            pace.gained(bytes: end - rest.startIndex)
            rest = rest[(end + 1)...]
        }
        if preamble.count == 4 {
            while !isCut, let end = rest.firstIndex(of: 0),
                let last = rest[(end + 1)...].firstIndex(of: 0)
            {
                try add(rest[..<end], rest[(end + 1)..<last])
                pace.gained(records: 1, bytes: last - rest.startIndex)
                rest = rest[(last + 1)...]
            }
        }
        if isCut { return }
        field = Array(rest)
        guard field.count <= Self.longest || preamble.count < 4 && field.count <= 3 << 20 else {
            throw place.garbled("a name of more than 1 MiB")
        }
    }

    private mutating func add(
        _ entry: ArraySlice<UInt8>, _ target: ArraySlice<UInt8>
    ) throws(PlacesError) {
        var words = StatusWords(entry.dropFirst())
        let status =
            find == .gnu ? ListedStatus(find: &words) : ListedStatus(stat: &words)
        guard var status, let path = words.rest else {
            throw place.garbled("an entry that is none")
        }
        newest = max(newest, status.record.changed)
        var extra = ListedWalk.Extra(device: status.device)
        extra.isClosed = entry.first == UInt8(ascii: "x") && status.record.type == .folder
        if extra.isClosed, let number = ListedStatus.number(target) {
            extra.refusal = SystemError(Int32(truncatingIfNeeded: number))
        }
        if isRootSeen, status.record.type != .folder {
            extra.isMount = entry.first == UInt8(ascii: "m") || isMounted(path)
        }
        if entry.first == UInt8(ascii: "u") {
            refuse(path, &status.record, target)
        } else if status.record.type == .link {
            extra.target = PathBytes(target)
        }
        guard isRootSeen else { return try begin(status.record, path, extra) }
        guard let total = listing?.records.count, total < Self.mostEntries else {
            throw place.garbled("more entries than any tree has")
        }
        do { try listing?.add(status.record, at: path, extra) } catch {
            throw place.fault(error)
        }
        kept += MemoryLayout<FileRecord>.stride + path.count + target.count
        if kept > place.reachOptions.listingLimit {
            isCut = true
            listing?.cutShort()
        }
    }

    /// Marks an entry that could not be looked at, and notes why.
    private mutating func refuse(
        _ path: ArraySlice<UInt8>, _ record: inout FileRecord, _ why: ArraySlice<UInt8>
    ) {
        record.flags |= FileRecord.Flag.unread
        let number = ListedStatus.number(why).map { Int32(truncatingIfNeeded: $0) }
        let error = SystemError(number ?? EIO)
        listing?.problems.append(
            error.problem(place: table.place, path: table.root.appending(PathBytes(path))))
    }

    /// Whether a path below the root is a mount point there; overlayfs shows files with a device
    /// of their own that are none.
    private func isMounted(_ path: ArraySlice<UInt8>) -> Bool {
        !mounts.isEmpty && mounts.contains(table.root.appending(PathBytes(path)))
    }

    /// The root comes first, its path empty.
    private mutating func begin(
        _ root: FileRecord, _ path: ArraySlice<UInt8>, _ extra: ListedWalk.Extra
    ) throws(PlacesError) {
        guard path.isEmpty else { throw place.garbled("an entry before the root") }
        isRootSeen = true
        let all = MountLine.read(preamble[3]).map { PathBytes($0.path) }
        mounts = Set(all.filter { $0.isWithin(table.root) && $0 != table.root })
        table.rootRecord = root
        guard root.type == .folder else { return }
        let lines = IgnorePatterns(Self.bytes(hexadecimal: preamble[2]))
        listing = ListedWalk(
            table, extra, options: options, ignored: options.ignoreFile == nil ? .init() : lines)
    }

    private static func bytes(hexadecimal text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index + 1 < text.count {
            guard let byte = ListedStatus.number(text[index...(index + 1)], 16) else { break }
            bytes.append(UInt8(byte))
            index += 2
        }
        return bytes
    }

    /// Ends the listing: the table of the root alone, with when the walk began.
    mutating func finish(_ ended: Ended) throws(PlacesError) -> FileTable {
        guard isRootSeen else {
            let isDenied = ended.lines.contains { $0.hasSuffix("Permission denied") }
            throw .failed(
                what: "look at", path: table.root, SystemError(isDenied ? EACCES : ENOENT))
        }
        table.began = FileSystemClock.began(
            clock: clock, magic: Int(clamping: ListedStatus.number(preamble[1][...], 16) ?? 0),
            newest: newest)
        noteProblems(ended.lines)
        if isCut { listing?.noteCut(limit: place.reachOptions.listingLimit) }
        return table
    }

    /// The host's clock when the listing began, nanoseconds since 1970.
    var clock: Int64 {
        let digits = (preamble.first ?? []).prefix { (0x30...0x39).contains($0) }
        let value = ListedStatus.number(digits) ?? 0
        let (fine, isOver) = value.multipliedReportingOverflow(
            by: digits.count > 12 ? 1 : 1_000_000_000)
        return isOver ? .max : Int64(clamping: fine)
    }

    /// What find complained of, beside folders that are known to be closed and what is gone.
    private mutating func noteProblems(_ lines: [String]) {
        let known = Set((listing?.problems ?? []).compactMap { $0.path?.text })
        for line in lines
        where line.hasPrefix("find: '") && !line.hasSuffix("such file or directory") {
            let parts = line.dropFirst(7).split(separator: "': ", maxSplits: 1)
            guard parts.count == 2, !known.contains(String(parts[0])) else { continue }
            let isDenied = parts[1] == "Permission denied"
            listing?.problems.append(
                Problem(
                    place: table.place, path: PathBytes(String(parts[0])),
                    what: isDenied ? SystemError(EACCES).message : parts[1].lowercased(),
                    code: isDenied ? SystemError(EACCES).code : "find"))
        }
    }
}
