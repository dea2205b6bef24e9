import Places
import Synchronization

/// The passphrases a person gave for files of keys: each file is asked for once in a run, however
/// many hosts it opens, and nothing of it is kept anywhere but in memory.
final class Passphrases: Sendable {
    private let known = Mutex<[String: [UInt8]?]>([:])

    /// Tries passphrases for a file until one opens it or the person gives up.
    ///
    /// - Parameter opens: whether a passphrase is the right one; nil where that is not known, since
    ///   the host did not get that far.
    /// - Returns: whether one did.
    func unlock(_ file: String, _ opens: ([UInt8]) -> Bool?) -> Bool {
        known.withLock { known in
            if let given = known[file] { return given.map { opens($0) == true } ?? false }
            for _ in 0..<3 {
                let answer = TerminalQuestion.ask("Passphrase for key '\(file)': ")
                guard let answer, !answer.isEmpty else { break }
                guard let isRight = opens(answer) else { continue }
                known[file] = .some(answer)
                return isRight
            }
            known[file] = .some(nil)
            return false
        }
    }
}
