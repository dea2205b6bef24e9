import Formats

extension [UInt8] {
    /// Whether a word stands anywhere in the bytes.
    func holds(_ word: some StringProtocol) -> Bool {
        word.isEmpty || holds(Array(word.utf8))
    }
}
