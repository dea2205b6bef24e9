import Places

/// Takes apart what a host says in messages: a letter, a number of bytes in decimal digits, a
/// colon, the bytes.
struct HostMessages {
    /// The longest message.
    static let longest = 2 << 20

    /// One message.
    struct Message {
        let letter: Character
        let bytes: ArraySlice<UInt8>

        /// Its bytes as a number; nil where they are none.
        var number: Int? { Int(String(decoding: bytes, as: UTF8.self)) }

        /// Its bytes as one line, without control bytes, at most 200 of them.
        var text: String {
            let shown = bytes.prefix(200).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
            return String(decoding: shown, as: UTF8.self)
        }
    }

    /// Bytes that are no message.
    struct Fault: Error {}

    private var held: [UInt8] = []
    private var start = 0

    /// Takes the next piece.
    mutating func take(_ bytes: ArraySlice<UInt8>) {
        held.removeFirst(start)
        start = 0
        held.append(contentsOf: bytes)
    }

    /// The next message; nil where it is not whole yet.
    mutating func next() throws(Fault) -> Message? {
        let rest = held[start...]
        guard let letter = rest.first else { return nil }
        guard let colon = rest.prefix(9).firstIndex(of: UInt8(ascii: ":")) else {
            guard rest.count < 9 else { throw Fault() }
            return nil
        }
        let digits = rest[(start + 1)..<colon]
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int(String(decoding: digits, as: UTF8.self)), count <= Self.longest
        else { throw Fault() }
        let end = colon + 1 + count
        guard end <= held.endIndex else { return nil }
        start = end
        return Message(
            letter: Character(Unicode.Scalar(letter)), bytes: held[(colon + 1)..<end])
    }

    /// A message as bytes.
    static func message(_ letter: Character, _ bytes: [UInt8]) -> [UInt8] {
        Array("\(letter)\(bytes.count):".utf8) + bytes
    }
}
