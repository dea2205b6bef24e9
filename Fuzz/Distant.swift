import Places
import Vocabulary

@testable import Distance

/// A connection over which nothing is said.
private final class Mute: Connection {
    func run(
        _ script: Script, input: [UInt8], pace: Pace,
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended { Ended(status: 0, errors: []) }

    func converse(
        with partner: Partner, first: [UInt8], pace: Pace,
        hear: (UnsafeRawBufferPointer) throws(PlacesError) -> Reply
    ) throws(PlacesError) {}

    func close() {}
}

nonisolated(unsafe) private let place: RemotePlace? = {
    let fields = ["Linux", "", "", "", "", "", "/", "0", "", "", "", ""].joined(separator: "\0")
    guard let greeting = try? Greeting(Array(fields.utf8) + [0], place: "ssh:x") else { return nil }
    return RemotePlace(
        Opened(connection: Mute(), greeting: greeting), greeting, id: "ssh:x", reach: Reach(),
        grace: Grace())
}()

private func list(_ bytes: [UInt8], _ find: Greeting.Tool) throws(PlacesError) {
    guard let place else { fatalError("no place to list") }
    var enumeration = Enumeration(place, root: "/r", options: WalkOptions(), find: find)
    for start in stride(from: 0, to: bytes.count, by: 61) {
        try enumeration.take(bytes[start..<min(bytes.count, start + 61)], Pace(patience: 9))
    }
    _ = try enumeration.finish(Ended(status: 0, errors: bytes))
}

/// libFuzzer's entry: any bytes as what a host answers: its greeting, a listing in either form, a
/// closer look, a packet of its file server.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = try? Greeting(bytes, place: "ssh:x")
    try? list(bytes, .gnu)
    try? list(bytes, .small)
    // So that the mutations need not find the four fields before the entries.
    try? list(
        Array("1\u{0}ef53\u{0}\u{0}\u{0}od 1 755 0 0 1.5 1.5 3 1 1 \u{0}\u{0}".utf8) + bytes, .gnu)
    var looks = LookReader(
        [0, 1].map { LookRequest(index: $0, limit: 9, wantsDigest: true) }, mark: "M")
    try? looks.take(bytes[...]) { _, _ in }
    if case .attributes(let told)? = FileAnswer.read(bytes[...])?.answer { _ = told.record }
    return 0
}
