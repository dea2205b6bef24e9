/// A configuration file that is not as its package brought it.
public struct PackageChange: Hashable, Sendable {
    /// Its path.
    public let path: String
    /// Whether it is gone.
    public let isMissing: Bool

    /// A changed file.
    public init(path: String, isMissing: Bool) {
        self.path = path
        self.isMissing = isMissing
    }

    /// Configuration files with the MD5 of what their packages brought, from dpkg's status file
    /// (deb-conffiles(5), dpkg-query(1): *Conffiles*), by path; obsolete ones are left out.
    public static func brought(_ status: [UInt8]) -> [(path: String, digest: String)] {
        var isList = false
        var found: [(path: String, digest: String)] = []
        for line in String(decoding: status, as: UTF8.self).split(separator: "\n") {
            guard line.first == " " else {
                isList = line.hasPrefix("Conffiles:")
                continue
            }
            let words = line.split(separator: " ")
            guard isList, words.count == 2, words[1].utf8.count == 32 else { continue }
            found.append((String(words[0]), String(words[1])))
        }
        return found.sorted { $0.path < $1.path }
    }

    /// What `md5sum --check` says of them: `PATH: OK`, `PATH: FAILED`, `PATH: FAILED open or read`
    /// (md5sum(1)); by path.
    public static func checked(_ answer: [UInt8]) -> [PackageChange] {
        let lines = String(decoding: answer, as: UTF8.self).split(separator: "\n")
        let changes = lines.compactMap { line -> PackageChange? in
            for (end, isMissing) in [(": FAILED", false), (": FAILED open or read", true)]
            where line.hasSuffix(end) {
                return PackageChange(path: String(line.dropLast(end.count)), isMissing: isMissing)
            }
            return nil
        }
        return changes.sorted { $0.path < $1.path }
    }
}
