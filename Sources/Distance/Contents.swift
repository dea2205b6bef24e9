import Formats
import Places
import Vocabulary

/// Reads the files of one root that need reading: small ones as one archive, the others one by one
/// but in one stream, digested there.
struct Contents {
    /// Files up to this many bytes travel whole.
    static let small: UInt64 = 512 << 10
    /// How much of a file an examiner may want.
    static let most = 16 << 20

    let place: RemotePlace
    /// The folder in which reading starts, absolute.
    let base: PathBytes
    /// Whether only the folder itself is concerned, not what lies deeper.
    var isShallow = false
    /// The host's clock when the listing began, nanoseconds since 1970.
    let clock: Int64
    var files: [FileReading] = []
    var examination: Examination
    /// How often files were looked at one by one.
    var looks = 0

    init(place: RemotePlace, base: PathBytes, clock: Int64, examiner: (any ContentExaminer)?) {
        self.place = place
        self.base = base
        self.clock = clock
        examination = Examination(examiner)
    }

    /// Reads everything by the tools of the host; what came of it stands in `files`.
    mutating func read() throws(PlacesError) {
        readEmpty()
        if place.greeting.tar == .gnu { try readArchive() }
        while true {
            let requests = nextLook()
            if requests.isEmpty { return }
            try stream(requests)
        }
    }

    /// An empty file needs no reading.
    mutating func readEmpty() {
        for index in files.indices where files[index].record.size == 0 {
            finish(index, [], digest: SHA256.digest([UInt8]()))
        }
    }

    /// Puts digest and finding of a file's first bytes into its record.
    mutating func finish(_ index: Int, _ bytes: [UInt8], digest: Digest) {
        let found = examination.examine(
            name: files[index].path.name, size: files[index].record.size, bytes)
        files[index].record.digest = digest
        files[index].record.flags |= FileRecord.Flag.digested
        files[index].record.finding = found.finding
        files[index].state = found.wantsMore ? .wantsMore : .done
        if UInt64(bytes.count) == files[index].record.size {
            place.documents.keep(bytes, at: base.appending(files[index].path))
        }
    }

    /// Whether a file changed so lately that whole seconds do not tell whether it did again.
    private func isHot(_ record: FileRecord) -> Bool {
        max(record.modified, record.changed) >= clock - 2_000_000_000
    }

    /// A text: goes to the folder and reads the list of names there.
    func script(_ lines: [String]) -> Script {
        Script(
            ([Script.assign("base", base), #"cd "$base" || exit 9"#] + lines).joined(
                separator: "\n"))
    }
}

// MARK: as one archive

extension Contents {
    private static let archive = #"""
        tar -c -f - --format=gnu --no-recursion --hard-dereference \
            --null --verbatim-files-from -T - 2>/dev/null ||
            find . $depth -type f -newerct "@$since" -print0 </dev/null
        true
        """#

    /// Streams small files that have settled; those that change meanwhile wait for a closer look.
    private mutating func readArchive() throws(PlacesError) {
        let wanted = files.indices.filter {
            files[$0].state == .waiting && files[$0].record.size <= Self.small
                && !isHot(files[$0].record)
        }
        if wanted.isEmpty { return }
        var reader = TarReader()
        var matching = Matching(wanted: wanted)
        var list: [UInt8] = []
        for index in wanted { list += files[index].travelling + [0] }
        let text = script([
            "since=\(clock / 1_000_000_000 - 2)", "depth=\(isShallow ? "'-maxdepth 1'" : "")",
            Self.archive,
        ])
        try place.ask(text, input: list) { bytes, pace throws(PlacesError) in
            pace.gained(bytes: bytes.count)
            var rest = bytes
            do throws(TarFault) {
                while let event = try reader.next(&rest) { try take(event, &matching) }
            } catch {
                throw place.garbled("an archive that is none")
            }
        }
        reopen(Set(reader.behind.split(separator: 0)), among: wanted)
    }

    /// Where the archive stands against the list that was sent.
    private struct Matching {
        let wanted: [Int]
        var next = 0
        var current: Int?
        var content: [UInt8] = []
    }

    private mutating func take(
        _ event: TarReader.Event, _ matching: inout Matching
    ) throws(TarFault) {
        switch event {
        case .head(let member):
            guard member.size <= 1 << 30 else { throw TarFault() }
            let found = matching.wanted[matching.next...].firstIndex {
                files[$0].travelling == member.name
            }
            guard let found else { throw TarFault() }
            matching.next = found + 1
            let record = files[matching.wanted[found]].record
            let isSame =
                member.isFile && member.size == record.size
                && Int64(exactly: member.modified) == record.modified / 1_000_000_000
            matching.current = isSame ? matching.wanted[found] : nil
        case .piece(let bytes):
            if matching.current != nil { matching.content.append(contentsOf: bytes) }
        case .end:
            if let index = matching.current {
                finish(index, matching.content, digest: SHA256.digest(matching.content))
            }
            matching.content.removeAll(keepingCapacity: true)
        }
    }

    /// Takes back what was read of files that changed meanwhile.
    private mutating func reopen(_ changed: Set<ArraySlice<UInt8>>, among wanted: [Int]) {
        guard !changed.isEmpty else { return }
        for index in wanted where changed.contains(files[index].travelling[...]) {
            files[index].state = .waiting
            files[index].record.flags &= ~FileRecord.Flag.digested
        }
    }
}
