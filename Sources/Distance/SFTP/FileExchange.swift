import Places

/// Requests under way to a file server, many at a time, and what each was asked for.
struct FileExchange<Purpose> {
    /// The most requests that wait for an answer.
    static var window: Int { 128 }
    /// The longest packet that is taken; OpenSSH's are at most 256 KiB.
    static var longest: Int { 1 << 19 }

    private let place: String
    private var next: UInt32 = 1
    private var pending: [UInt32: Purpose] = [:]
    private var backlog: [(FileRequest, Purpose)] = []
    private var outgoing = FileRequest.greeting
    private var held: [UInt8] = []
    /// What the server offers beside version 3; nil before its greeting.
    private(set) var extensions: Set<String>?

    init(place: String) {
        self.place = place
    }

    /// Whether nothing is asked that has no answer yet.
    var isIdle: Bool { pending.isEmpty && backlog.isEmpty && extensions != nil }

    /// How many more requests may be under way at once.
    var room: Int { Self.window - pending.count - backlog.count }

    /// Asks; what does not fit into the window waits.
    mutating func ask(_ request: FileRequest, _ purpose: Purpose) {
        if pending.count >= Self.window {
            backlog.append((request, purpose))
        } else {
            send(request, purpose)
        }
    }

    private mutating func send(_ request: FileRequest, _ purpose: Purpose) {
        outgoing += request.packet(number: next)
        pending[next] = purpose
        next &+= 1
    }

    /// What is to be sent now.
    mutating func drain() -> [UInt8] {
        while pending.count < Self.window, let (request, purpose) = backlog.popLast() {
            send(request, purpose)
        }
        defer { outgoing.removeAll(keepingCapacity: true) }
        return outgoing
    }

    /// Takes what came; hands on every whole answer, its purpose with it.
    mutating func take(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (Purpose, FileAnswer, inout Self) throws(PlacesError) -> Void
    ) throws(PlacesError) {
        held.append(contentsOf: bytes)
        let all = held
        var rest = all[...]
        while rest.count >= 4 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard length <= Self.longest, length > 4 else {
                throw garbled("a packet of \(length) bytes")
            }
            guard rest.count >= 4 + length else { break }
            let packet = rest.dropFirst(4).prefix(length)
            rest = rest.dropFirst(4 + length)
            guard let (number, answer) = FileAnswer.read(packet) else {
                throw garbled("a packet that is none")
            }
            try hand(number, answer, body)
        }
        held = Array(rest)
    }

    private mutating func hand(
        _ number: UInt32, _ answer: FileAnswer,
        _ body: (Purpose, FileAnswer, inout Self) throws(PlacesError) -> Void
    ) throws(PlacesError) {
        if case .version(let version, let offered) = answer {
            guard version >= 3, extensions == nil else {
                throw garbled("version \(version) of the file transfer protocol")
            }
            extensions = offered
            return
        }
        guard extensions != nil, let purpose = pending.removeValue(forKey: number) else {
            throw garbled("an answer without a question")
        }
        try body(purpose, answer, &self)
    }

    /// The error of an answer that is none.
    func garbled(_ what: String) -> PlacesError {
        .interrupted(place: place, why: "it said what nobody asked for: \(what)")
    }
}

/// A piece of work made of requests to a file server.
protocol FileErrand {
    associatedtype Purpose

    /// Asks as much more as is sensible now; called first, and after every batch of answers.
    mutating func goOn(_ exchange: inout FileExchange<Purpose>) throws(PlacesError)

    /// Takes an answer.
    mutating func take(
        _ answer: FileAnswer, for purpose: Purpose, _ exchange: inout FileExchange<Purpose>
    ) throws(PlacesError)
}
