import Places
import Vocabulary

/// What a host says about itself when a connection opens: its facts, and which tools it has.
struct Greeting: Sendable {
    /// Which program lists, and how finely.
    enum Tool: Sendable {
        /// GNU's.
        case gnu
        /// BusyBox's, or another small one.
        case small
    }

    /// `os`, `os_id`, `os_version`, `kernel`, `architecture`, `hostname`.
    var facts: [String: String] = [:]
    /// The name of its kernel: `Linux`.
    var system = ""
    /// The text of machine-id(5), 32 digits; empty where there is none.
    var machine: [UInt8] = []
    /// The login's home, absolute.
    var home = PathBytes("/")
    /// The numeric user.
    var user: UInt32 = 0
    /// Its find(1).
    var find = Tool.small
    /// Its tar(1).
    var tar = Tool.small
    /// Its stat(1).
    var stat = Tool.small
    /// Whether it has a program that makes SHA-256 digests.
    var digests = false

    /// The text that makes a host say all that.
    static func script(then: String) -> Script {
        Script(
            """
            exec 3<&0 </dev/null
            p() { printf '%s\\0' "$1"; }
            p "$(uname -s)"; p "$(uname -r)"; p "$(uname -m)"; p "$(uname -n)"
            p "$(head -c 65536 /usr/lib/os-release 2>/dev/null || head -c 65536 /etc/os-release 2>/dev/null)"
            p "$(head -c 64 /etc/machine-id 2>/dev/null)"
            p "$(cd 2>/dev/null && pwd -P)"
            p "$(id -u)"
            p "$(find --version 2>&1 | head -n 1)"
            p "$(tar --version 2>&1 | head -n 1)"
            p "$(stat --version 2>&1 | head -n 1)"
            p "$(command -v sha256sum)"
            true
            """, then: then)
    }

    /// Reads what came between the marks.
    init(_ bytes: [UInt8], place: String) throws(PlacesError) {
        let fields = bytes.split(separator: 0, omittingEmptySubsequences: false)
        guard fields.count == 13, fields[12].isEmpty else {
            throw .unreachable(
                place: place, why: "its shell does not do what a POSIX shell does", hint: nil)
        }
        let text = fields.map { String(decoding: $0, as: UTF8.self) }
        system = text[0]
        facts["kernel"] = text[1]
        facts["architecture"] = text[2]
        facts["hostname"] = text[3]
        let release = LocalPlace.assignments(Array(fields[4]))
        facts["os"] = release["PRETTY_NAME"] ?? text[0]
        facts["os_id"] = release["ID"]
        facts["os_version"] = release["VERSION_ID"]
        machine = fields[5].count >= 32 ? Array(fields[5].prefix(32)) : []
        if fields[6].first == UInt8(ascii: "/") { home = PathBytes(fields[6]) }
        user = UInt32(text[7]) ?? 0
        find = text[8].contains("GNU findutils") ? .gnu : .small
        tar = text[9].contains("GNU tar") ? .gnu : .small
        stat = text[10].contains("GNU coreutils") ? .gnu : .small
        digests = !fields[11].isEmpty
    }
}
