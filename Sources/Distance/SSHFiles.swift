import Formats
import Glibc
import Places
import Vocabulary

/// The files of this machine's ssh client: its configuration, with what that includes.
enum SSHFiles {
    /// The most of one file that is read, in bytes.
    private static let limit = 1 << 20

    /// The configuration that counts: the named file, else the user's and then the system's.
    static func configuration(_ named: PathBytes?) throws(SSHConfigurationError) -> SSHConfiguration
    {
        let system: PathBytes = "/etc/ssh/ssh_config"
        let own = Surroundings.home.appending(".ssh/config")
        let files = (named.map { [$0] } ?? [own, system]).compactMap { path in
            text(path).map { (name: path.text, text: $0) }
        }
        return try SSHConfiguration(files) { pattern, file in
            let base: PathBytes =
                file.hasPrefix("/etc/ssh/") ? "/etc/ssh" : Surroundings.home.appending(".ssh")
            return included(pattern, base: base)
        }
    }

    /// A file as text; nil where it cannot be read.
    static func text(_ path: PathBytes) -> String? {
        guard let bytes = try? PersonalFiles.read(path, limit: limit) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The files that a pattern of `Include` stands for, in the order of glob(3).
    private static func included(_ pattern: String, base: PathBytes) -> [(
        name: String, text: String
    )] {
        var path = pattern
        if path.hasPrefix("~/") { path = Surroundings.home.text + path.dropFirst() }
        if !path.hasPrefix("/") { path = base.appending(path).text }
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(path, 0, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { index in
            guard let name = paths[index].map({ String(cString: $0) }),
                let text = text(PathBytes(name))
            else { return nil }
            return (name, text)
        }
    }
}
