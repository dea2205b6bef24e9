import Places

/// Takes the marks off what a script prints and hands on what stands between them.
struct Frame {
    /// The most a login may print before its script does.
    static let banner = 64 << 10
    /// The bytes of the closing mark with its status.
    static let tail = 37

    private let place: String
    private let mark: [UInt8]
    private var held: [UInt8] = []
    private var isOpen = false
    private let tail: Int

    /// - Parameter tail: how much is held back, since it may be the closing mark; nothing where the
    ///   script ends by other words.
    init(_ script: Script, place: String, tail: Int = Frame.tail) {
        self.tail = tail
        self.place = place
        mark = Array(script.mark.utf8)
    }

    /// Takes what came; hands on what is surely between the marks.
    mutating func take(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (ArraySlice<UInt8>) throws(PlacesError) -> Void
    ) throws(PlacesError) {
        held.append(contentsOf: bytes)
        if !isOpen { try open() }
        guard isOpen, held.count > tail else { return }
        try body(held[..<(held.count - tail)])
        held.removeFirst(held.count - tail)
    }

    /// Passes over everything up to the first mark.
    private mutating func open() throws(PlacesError) {
        let line = mark + [0x0A]
        if let start = held.firstRange(of: line) {
            held.removeFirst(start.upperBound)
            isOpen = true
        } else if held.count > Self.banner {
            throw .interrupted(
                place: place, why: "it prints more than 64 KiB before any command runs")
        }
    }

    /// Whether the closing mark is there.
    var isClosed: Bool {
        isOpen && held.count == Self.tail && held.starts(with: mark) && held[32] == 0x3A
    }

    /// The status behind the closing mark; nil where the output was cut.
    var status: Int32? {
        isClosed ? Int32(String(decoding: held[33..<36], as: UTF8.self)) : nil
    }

    /// What came instead of the first mark.
    var banner: [UInt8] { isOpen ? [] : held }
}
