import Synchronization
import Vocabulary

/// Small texts that passed by while a tree was read: they need not be asked for again.
final class KeptDocuments: Sendable {
    /// The most bytes that are kept.
    static let room = 128 << 20

    private struct State {
        var texts: [PathBytes: [UInt8]] = [:]
        var bytes = 0
    }
    private let state = Mutex(State())

    /// Keeps a text, by its absolute path, while there is room.
    func keep(_ bytes: [UInt8], at path: PathBytes) {
        guard !bytes.prefix(1024).contains(0) else { return }
        state.withLock { state in
            guard state.bytes + bytes.count <= Self.room else { return }
            state.bytes += bytes.count
            state.texts[path] = bytes
        }
    }

    /// A text that was kept.
    func text(at path: PathBytes) -> [UInt8]? {
        state.withLock { $0.texts[path] }
    }
}
