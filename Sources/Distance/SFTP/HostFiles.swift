import Places
import Vocabulary

/// What files of a host say about it, where no program of it can be asked.
struct HostFiles {
    /// `os`, `os_id`, `os_version`, `kernel`, `architecture`, `hostname`: those that were found.
    var facts: [String: String] = [:]
    /// The text of machine-id(5), 32 digits; empty where there is none.
    var machine: [UInt8] = []
    /// The folder in which the login starts, absolute.
    var home = PathBytes("/")

    // proc(5) and proc_sys_kernel(5); `arch` is there since Linux 6.1.
    private static let files = [
        "/usr/lib/os-release", "/etc/os-release", "/etc/machine-id",
        "/proc/sys/kernel/hostname", "/etc/hostname", "/proc/sys/kernel/osrelease",
        "/proc/sys/kernel/arch", "/proc/sys/kernel/ostype",
    ]

    /// Reads them.
    static func read(
        through connection: any Connection, place: String, reach: Reach
    ) throws(PlacesError) -> HostFiles {
        var asking = StartingFolder()
        try FileServerPlace.carry(
            &asking, through: connection, place: place, patience: reach.connectTimeout + 20)
        let jobs = files.map {
            FileFetch.Job(path: Array($0.utf8), limit: 1 << 16, isMadeUp: true)
        }
        var fetch = FileFetch(jobs)
        var texts: [Int: [UInt8]] = [:]
        try FileServerPlace.carry(
            &fetch, through: connection, place: place, patience: reach.connectTimeout + 20
        ) { fetch in
            for (number, outcome) in fetch.drain() {
                if case .read(_, let bytes, _) = outcome { texts[number] = bytes }
            }
        }
        return HostFiles(texts, home: asking.folder)
    }

    private init(_ texts: [Int: [UInt8]], home: PathBytes?) {
        if let home, home.bytes.first == UInt8(ascii: "/") { self.home = home }
        let words = texts.mapValues {
            String(decoding: $0.prefix { $0 != 0x0A }, as: UTF8.self)
        }
        let release = LocalPlace.assignments(texts[0] ?? texts[1] ?? [])
        facts["os"] = release["PRETTY_NAME"] ?? words[7]
        facts["os_id"] = release["ID"]
        facts["os_version"] = release["VERSION_ID"]
        facts["hostname"] = words[3] ?? words[4]
        facts["kernel"] = words[5]
        facts["architecture"] = words[6]
        let machine = texts[2] ?? []
        self.machine = machine.count >= 32 ? Array(machine.prefix(32)) : []
    }
}

/// Asks where a login starts.
private struct StartingFolder: FileErrand {
    private(set) var folder: PathBytes?
    private var isAsked = false

    mutating func goOn(_ exchange: inout FileExchange<Void>) throws(PlacesError) {
        if !isAsked { exchange.ask(.realPath(Array(".".utf8)), ()) }
        isAsked = true
    }

    mutating func take(
        _ answer: FileAnswer, for purpose: Void, _ exchange: inout FileExchange<Void>
    ) throws(PlacesError) {
        if case .names(let names) = answer {
            folder = names.first.map { PathBytes(bytes: $0.name) }
        }
    }
}
