import Formats
import Places
import Vocabulary

/// What else a plan must know of a machine: who may log in, and what is mounted on it.
enum PlaceFacts {
    /// `logins`: users with a shell. `mounts`: file systems of devices and of other hosts, without
    /// those of the kernel and of containers.
    static func read(_ place: some PlaceAccess, _ mounts: [UInt8]) -> [String: String] {
        var facts: [String: String] = [:]
        let users = (try? place.read("etc/passwd", below: "/", limit: 4 << 20)) ?? []
        facts["logins"] = joined(logins(users))
        facts["mounts"] = joined(
            HostLook.kept(MountLine.read(mounts)).map { "\($0.path) \($0.type)" })
        return facts
    }

    private static func joined(_ words: [String]) -> String? {
        words.isEmpty ? nil : words.joined(separator: ", ")
    }

    /// passwd(5): the seventh field is the shell.
    private static func logins(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            guard fields.count == 7, !fields[6].isEmpty else { return nil }
            let shell = fields[6].split(separator: "/").last ?? ""
            return ["nologin", "false", "sync"].contains(shell) ? nil : String(fields[0])
        }.sorted()
    }
}
