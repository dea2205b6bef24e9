import Damage
import Places
import Testing
import Vocabulary

@testable import Distance

/// A connection over which nothing is ever said: for answers that are given by hand.
final class MuteConnection: Connection {
    func run(
        _ script: Script, input: [UInt8], pace: Pace,
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended {
        throw .unreachable(place: "mute", why: "nobody speaks", hint: nil)
    }

    func converse(
        with partner: Partner, first: [UInt8], pace: Pace,
        hear: (UnsafeRawBufferPointer) throws(PlacesError) -> Reply
    ) throws(PlacesError) {
        throw .unreachable(place: "mute", why: "nobody speaks", hint: nil)
    }

    func close() {}
}

/// What a host says is damaged at random: it is read or refused, and nothing traps or hangs.
@Suite struct `A damaged answer of a host` {
    private static func bytes(_ fields: [String]) -> [UInt8] {
        fields.flatMap { Array($0.utf8) + [0] }
    }

    private let place: RemotePlace

    init() throws {
        let fields = [
            "Linux", "6.1", "x86_64", "box", "ID=debian\nVERSION_ID=12\n",
            String(repeating: "a", count: 32), "/root", "0", "find (GNU findutils) 4.9",
            "tar (GNU tar) 1.34", "stat (GNU coreutils) 9.1", "/usr/bin/sha256sum",
        ]
        let greeting = try Greeting(Self.bytes(fields), place: "ssh:box")
        let connection = MuteConnection()
        place = RemotePlace(
            Opened(connection: connection, greeting: greeting), greeting, id: "ssh:box",
            reach: Reach(), grace: Grace())
    }

    private func listed(_ bytes: [UInt8], _ find: Greeting.Tool) throws(PlacesError) -> Int {
        var enumeration = Enumeration(place, root: "/r", options: WalkOptions(), find: find)
        for start in stride(from: 0, to: bytes.count, by: 97) {
            try enumeration.take(
                bytes[start..<min(bytes.count, start + 97)], Pace(patience: 1000))
        }
        _ = try enumeration.finish(Ended(status: 0, errors: []))
        return enumeration.listing?.records.count ?? 0
    }

    private static let preamble = [
        "1767225600000000000", "ef53", "6e6f64655f6d6f64756c6573",
        "24 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 24 0:30 / /r/m rw - tmpfs t rw\n",
    ]
    private static let fine =
        preamble + [
            "od 4096 755 0 0 1767225600.5 1767225600.5 3 10 66305 ", "",
            "od 4096 755 0 0 1767225600.5 1767225600.5 3 11 66305 sub", "",
            "of 12 644 0 0 1767225600.5 1767225600.5 1 12 66305 sub/a", "",
            "ol 3 777 0 0 1767225600.5 1767225600.5 1 13 66305 to", "sub",
            "xd 0 700 0 0 1767225600.5 1767225600.5 2 14 66305 m", "13",
        ]
    private static let coarse =
        preamble + [
            "o41ed 4096 0 0 1767225600 1767225600 3 10 66305 ", "",
            "o81a4 12 0 0 1767225600 1767225600 1 12 66305 a", "",
        ]

    @Test func `is one that is read while it is whole`() throws {
        #expect(try listed(Self.bytes(Self.fine), .gnu) == 4)
        #expect(try listed(Self.bytes(Self.coarse), .small) == 1)
    }

    @Test(arguments: ["999999999999", "18446744073709551615", "99999999999999999999999"])
    func `ends no scan by a number that is too large`(number: String) throws {
        var fields = Self.fine
        (fields[0], fields[1]) = (number, "ffffffffffffffff")
        #expect(try listed(Self.bytes(fields), .gnu) == 4)
    }

    @Test func `is no listing, or one`() {
        let time = slowest(of: 4000, seed: 61, [Self.bytes(Self.fine)]) {
            _ = try? listed($0, .gnu)
        }
        #expect(time < .seconds(1))
        let other = slowest(of: 4000, seed: 62, [Self.bytes(Self.coarse)]) {
            _ = try? listed($0, .small)
        }
        #expect(other < .seconds(1))
    }

    @Test func `is no greeting, or one`() {
        let whole = Self.bytes(["Linux", "6", "x", "h", "ID=a", "", "/", "0", "f", "t", "s", ""])
        let time = slowest(of: 2000, seed: 63, [whole]) {
            _ = try? Greeting($0, place: "p")
        }
        #expect(time < .seconds(1))
    }

    @Test func `is no closer look, or one`() throws {
        let status = "s81a4 4 0 0 1767225600 1767225600 1 12 66305"
        let digest = String(repeating: "0a", count: 32)
        let requests = [
            LookRequest(index: 0, limit: 100, wantsDigest: true),
            LookRequest(index: 1, limit: 2, wantsDigest: false),
            LookRequest(index: 2, limit: 2, wantsDigest: false),
        ]
        let whole =
            Self.bytes([status]) + Array("abcdMARK".utf8) + Self.bytes([digest, status, status])
            + Array("abMARK".utf8) + Self.bytes(["", status, "g"])
        func answered(_ bytes: [UInt8]) throws(LookFault) -> Int {
            var reader = LookReader(requests, mark: "MARK")
            var count = 0
            for start in stride(from: 0, to: bytes.count, by: 31) {
                try reader.take(bytes[start..<min(bytes.count, start + 31)]) { _, _ in count += 1 }
            }
            return count
        }
        #expect(try answered(whole) == 3)
        let time = slowest(of: 4000, seed: 64, [whole]) { bytes in
            #expect((try? answered(bytes)) ?? 0 <= 3)
        }
        #expect(time < .seconds(1))
    }

    @Test func `is no packet of a file server, or one`() {
        let names: [UInt8] =
            [104, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 1, 97, 0, 0, 0, 1, 98]
            + [0x80, 0, 0, 15] + [UInt8](repeating: 0, count: 28) + [0, 0, 0, 1]
            + [0, 0, 0, 1, 99, 0, 0, 0, 0]
        let version: [UInt8] = [2, 0, 0, 0, 3, 0, 0, 0, 1, 97, 0, 0, 0, 1, 49]
        let kinds: [UInt8] = [101, 102, 103, 105, 201]
        let others = kinds.map { [$0, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 92) }
        #expect(FileAnswer.read(names[...])?.number == 7)
        let time = slowest(of: 8000, seed: 65, [names, version] + others) {
            if case .attributes(let told)? = FileAnswer.read($0[...])?.answer { _ = told.record }
        }
        #expect(time < .seconds(1))
    }
}
