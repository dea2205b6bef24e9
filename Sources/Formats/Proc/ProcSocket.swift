/// A line of `/proc/net/tcp`, `tcp6`, `udp` or `udp6` (proc(5)).
public struct ProcSocket: Hashable, Sendable {
    /// One end: an address and a port.
    public struct End: Hashable, Sendable {
        /// As text; IPv4 mapped into IPv6 is told as IPv4.
        public let address: String
        /// The port; 0 for none.
        public let port: Int

        /// Whether it stands for every address.
        public var isAny: Bool { address == "0.0.0.0" || address == "::" }
        /// Whether it is the machine itself.
        public var isLoopback: Bool { address.hasPrefix("127.") || address == "::1" }
    }

    /// `tcp` or `udp`.
    public let protocolName: String
    /// Here.
    public let local: End
    /// There.
    public let remote: End
    /// The kernel's number of its state: 1 established, 7 closed (a bound udp socket), 10 listening.
    public let state: Int
    /// Who made it.
    public let user: Int
    /// The number by which open files name it; 0 once nobody holds it.
    public let inode: Int

    /// Whether it waits for others: a listening tcp socket, or an unconnected udp one.
    public var isListening: Bool { protocolName == "tcp" ? state == 10 : state == 7 }

    /// Whether both ends speak.
    public var isEstablished: Bool { state == 1 && remote.port != 0 }

    /// The sockets of a table; lines of another form are left out.
    public static func read(_ bytes: [UInt8], protocolName: String) -> [ProcSocket] {
        bytes.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
            let words = line.split(separator: UInt8(ascii: " "))
            guard words.count >= 10, let local = end(words[1]), let remote = end(words[2]),
                let state = Int(text(words[3]), radix: 16), let user = Int(text(words[7])),
                let inode = Int(text(words[9]))
            else { return nil }
            return ProcSocket(
                protocolName: protocolName, local: local, remote: remote, state: state, user: user,
                inode: inode)
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// `0100007F:1F90`: words of 32 bits in the order of the machine, all of ours being little-endian.
    private static func end(_ bytes: ArraySlice<UInt8>) -> End? {
        let halves = bytes.split(separator: UInt8(ascii: ":"))
        guard halves.count == 2, let port = Int(text(halves[1]), radix: 16) else { return nil }
        let digits = Array(halves[0])
        guard digits.count == 8 || digits.count == 32 else { return nil }
        var octets: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 8) {
            guard let word = UInt32(text(digits[start..<(start + 8)]), radix: 16) else {
                return nil
            }
            for shift in [0, 8, 16, 24] { octets.append(UInt8(truncatingIfNeeded: word >> shift)) }
        }
        return End(address: ProcAddress.text(octets), port: port)
    }
}

/// Addresses as text.
enum ProcAddress {
    /// Four octets in decimal, or sixteen as RFC 5952 writes them.
    static func text(_ octets: [UInt8]) -> String {
        if octets.count == 4 { return octets.map { String($0) }.joined(separator: ".") }
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        if octets.starts(with: mapped) { return text(Array(octets[12...])) }
        let groups = stride(from: 0, to: 16, by: 2).map {
            UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
        }
        guard let gap = longestGap(groups) else {
            return groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        let before = groups[..<gap.lowerBound].map { String($0, radix: 16) }
        let after = groups[gap.upperBound...].map { String($0, radix: 16) }
        return before.joined(separator: ":") + "::" + after.joined(separator: ":")
    }

    /// The first of the longest runs of at least two zero groups.
    private static func longestGap(_ groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < groups.count {
            guard groups[start] == 0 else {
                start += 1
                continue
            }
            let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
            if end - start > 1, end - start > (best?.count ?? 0) { best = start..<end }
            start = end
        }
        return best
    }
}
