import Vocabulary

/// A file to be looked at by itself.
struct LookRequest {
    /// Whose it is.
    let index: Int
    /// The most of its first bytes that come.
    let limit: Int
    /// Whether it is digested there.
    let wantsDigest: Bool
}

/// One file as it came.
struct LookAnswer {
    var before = ListedStatus()
    var after = ListedStatus()
    var bytes: [UInt8] = []
    var digest: Digest?
}

/// Answers that are none.
struct LookFault: Error {}

/// Reads the answers of a closer look, one after the other in the order of the requests.
struct LookReader {
    /// What became of a request.
    enum Outcome {
        /// It is there and was read.
        case seen(LookAnswer)
        /// It is gone, or no regular file.
        case gone
        /// It may not be read.
        case denied
        /// It could not be read.
        case failed
    }

    private enum State {
        case before
        case content
        case digest
        case after
    }

    private let requests: [LookRequest]
    private let mark: [UInt8]
    private var next = 0
    private var state = State.before
    private var held: [UInt8] = []
    private var answer = LookAnswer()

    init(_ requests: [LookRequest], mark: String) {
        self.requests = requests
        self.mark = Array(mark.utf8)
    }

    /// Whether every request is answered.
    var isDone: Bool { next == requests.count }

    /// Takes the next piece; `done` gets every request that is answered by now.
    mutating func take(
        _ bytes: ArraySlice<UInt8>, done: (LookRequest, Outcome) -> Void
    ) throws(LookFault) {
        held.append(contentsOf: bytes)
        while next < requests.count, try step(done) {}
        guard next < requests.count || held.isEmpty else { throw LookFault() }
    }

    /// Reads one part of an answer, if all of it is there.
    private mutating func step(_ done: (LookRequest, Outcome) -> Void) throws(LookFault) -> Bool {
        if state == .content { return try content() }
        guard let end = held.firstIndex(of: 0) else {
            guard held.count < 4096 else { throw LookFault() }
            return false
        }
        let field = held[..<end]
        defer { held.removeFirst(end + 1) }
        switch state {
        case .before:
            if let refusal = Self.refusal(field) {
                done(requests[next], refusal)
                next += 1
                return true
            }
            guard let status = Self.status(field) else { throw LookFault() }
            answer = LookAnswer(before: status)
            state = .content
        case .digest:
            answer.digest = Hexadecimal.bytes(String(decoding: field, as: UTF8.self)).flatMap {
                Digest(bytes: $0)
            }
            state = .after
        case .after:
            answer.after = Self.status(field) ?? ListedStatus()
            done(requests[next], .seen(answer))
            next += 1
            state = .before
        case .content: return false
        }
        return true
    }

    /// The content ends where the mark stands: at its stated size, earlier where it shrank.
    private mutating func content() throws(LookFault) -> Bool {
        let limit = requests[next].limit
        let expected = min(limit, Int(clamping: answer.before.record.size))
        guard held.count >= expected + mark.count else { return false }
        var end = expected
        if !held[end..<(end + mark.count)].elementsEqual(mark) {
            guard let found = held.firstRange(of: mark) else {
                guard held.count < limit + mark.count else { throw LookFault() }
                return false
            }
            end = found.lowerBound
        }
        answer.bytes = Array(held[..<end])
        held.removeFirst(end + mark.count)
        state = .digest
        return true
    }

    private static func refusal(_ field: ArraySlice<UInt8>) -> Outcome? {
        guard field.count == 1 else { return nil }
        switch field.first {
        case UInt8(ascii: "g"): return .gone
        case UInt8(ascii: "d"): return .denied
        case UInt8(ascii: "e"): return .failed
        default: return nil
        }
    }

    private static func status(_ field: ArraySlice<UInt8>) -> ListedStatus? {
        guard field.first == UInt8(ascii: "s") else { return nil }
        var words = StatusWords(field.dropFirst())
        let status = ListedStatus(stat: &words)
        return words.rest == nil ? status : nil
    }
}
