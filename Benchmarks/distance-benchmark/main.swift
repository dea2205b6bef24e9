import Distance
import Glibc
import Places
import Vocabulary

// Enumerates one root of a host, contents unread, as a scan over SSH does: seconds with the
// connection, seconds without, entries, round trips, bytes that came, KiB of memory at most.
// usage: distance-benchmark SSH-CONFIG DEST ROOT auto|libssh2|ssh

let words = CommandLine.arguments
guard words.count == 5, let destination = Destination(words[2]),
    let transport = Reach.Transport(rawValue: words[4])
else { exit(64) }
var reach = Reach()
reach.configuration = PathBytes(words[1])
reach.transport = transport
var options = WalkOptions()
options.readsContent = false
do throws(PlacesError) {
    let start = ContinuousClock.now
    let place = try reach.place(at: destination)
    let connected = ContinuousClock.now
    let table = try place.walk(
        PathBytes(words[3]), options: options, examiner: nil, previous: nil)
    let end = ContinuousClock.now
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    let shell = place as? RemotePlace
    print(
        (end - start) / .seconds(1), (end - connected) / .seconds(1), table.records.count,
        shell?.roundTrips ?? 0, shell?.bytesReceived ?? 0, usage.ru_maxrss)
} catch {
    print(error.message)
    exit(69)
}
