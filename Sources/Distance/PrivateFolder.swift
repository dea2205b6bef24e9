import Glibc
import Places
import Vocabulary

/// A folder that only we can enter, for the socket of a connection; removed when it is let go.
final class PrivateFolder: Sendable {
    /// Its absolute path, short enough for a socket below it (unix(7): 108 bytes).
    let path: String

    /// Creates it below the user's runtime folder, or below `/tmp`.
    init() throws(PlacesError) {
        let runtime = Surroundings.variable("XDG_RUNTIME_DIR") ?? ""
        let isUsable =
            runtime.hasPrefix("/") && runtime.utf8.count < 60 && access(runtime, W_OK) == 0
        var template = Array("\(isUsable ? runtime : "/tmp")/bedplate-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .failed(what: "create", path: "/tmp/bedplate-…", SystemError(errno))
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        unlink(path + "/s")
        rmdir(path)
    }
}
