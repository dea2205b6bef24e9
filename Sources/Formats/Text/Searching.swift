import CText

extension [UInt8] {
    /// Whether the bytes stand somewhere inside; never for no bytes. memmem(3), which is many
    /// times as fast as comparing at every position.
    public func holds(_ inner: [UInt8]) -> Bool {
        guard !inner.isEmpty, inner.count <= count else { return false }
        return withUnsafeBufferPointer { text in
            inner.withUnsafeBufferPointer { word in
                text_holds(text.baseAddress, Int64(text.count), word.baseAddress, Int64(word.count))
                    != 0
            }
        }
    }
}
