extension [UInt8] {
    /// Whether a word stands anywhere in the bytes; the first byte of the word is looked for alone.
    func holds(_ word: some StringProtocol) -> Bool {
        let wanted = Array(word.utf8)
        guard let first = wanted.first, count >= wanted.count else { return wanted.isEmpty }
        let last = count - wanted.count
        var at = 0
        while at <= last {
            if self[at] == first {
                var length = 1
                while length < wanted.count, self[at + length] == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            at += 1
        }
        return false
    }
}
