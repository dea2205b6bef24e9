import Glibc
import Places
import Synchronization
import Vocabulary

/// Answers one asker over standard input and output, for as long as they are there.
///
/// Both sides speak in messages: a letter, a number of bytes in decimal digits, a colon, the bytes.
struct Serving: Sendable {
    /// How long nobody may ask anything, in seconds.
    private static let patience = 900

    /// What is asked.
    private enum Request {
        /// Walk a root: whether other mounts are entered, the name of its ignore file, the root.
        case walk([UInt8])
        /// Look at files: the folder where reading starts, then what is wanted of each.
        case look([UInt8])
        /// Nothing more.
        case quit
    }

    private let mark: String
    private let inbox = Inbox<Request>()

    init(mark: String) {
        self.mark = mark
    }

    /// Answers until there is nothing more to answer; the exit status.
    func run() -> Int32 {
        let status = Atomic<Int32>(0)
        Lanes.run(2) { lane in
            if lane == 0 { listen() } else { status.store(work(), ordering: .relaxed) }
        }
        return status.load(ordering: .relaxed)
    }

    /// Takes requests; where the asker is gone the program ends, whatever it is at.
    private func listen() {
        while true {
            guard let (letter, bytes) = next() else { exit(75) }
            switch letter {
            case UInt8(ascii: "W"): inbox.put(.walk(bytes))
            case UInt8(ascii: "L"): inbox.put(.look(bytes))
            case UInt8(ascii: "Q"): return inbox.put(.quit)
            default: exit(64)
            }
        }
    }

    private func next() -> (UInt8, [UInt8])? {
        guard let letter = StandardInput.read(exactly: 1, patience: Self.patience)?.first else {
            return nil
        }
        var count = 0
        while let digit = StandardInput.read(exactly: 1, patience: Self.patience)?.first,
            digit != UInt8(ascii: ":")
        {
            guard (0x30...0x39).contains(digit), count < 1 << 32 else { return nil }
            count = count * 10 + Int(digit - 0x30)
        }
        return StandardInput.read(exactly: count, patience: Self.patience).map { (letter, $0) }
    }

    private func work() -> Int32 {
        while true {
            switch inbox.take() {
            case .walk(let bytes):
                let words = bytes.split(separator: 0, omittingEmptySubsequences: false)
                guard words.count == 3 else { return 64 }
                ServedWalk(
                    root: PathBytes(words[2]), ignoreFile: PathBytes(words[1]),
                    crossesMounts: words[0].elementsEqual("1".utf8)
                ).answer()
            case .look(let bytes):
                guard ServedLook(mark: mark).answer(bytes) else { return 64 }
            case .quit: return 0
            }
        }
    }
}

/// Requests on their way from the thread that hears them to the one that answers.
private final class Inbox<Request: Sendable>: Sendable {
    private let waiting = Mutex<[Request]>([])
    private let count = Semaphore()

    func put(_ request: Request) {
        waiting.withLock { $0.append(request) }
        count.signal()
    }

    /// The next one, waited for.
    func take() -> Request {
        count.wait()
        return waiting.withLock { $0.removeFirst() }
    }
}

extension Output {
    /// Writes one message.
    func say(_ letter: Character, _ bytes: [UInt8]) {
        write(Array("\(letter)\(bytes.count):".utf8) + bytes)
    }
}
