import CLinux
import Glibc
import Vocabulary

/// A folder of its own for one test, removed with everything in it at the end.
final class ScratchTree {
    let root: PathBytes

    init() {
        var template = Array("/tmp/bedplate-walk-XXXXXX".utf8CString)
        mkdtemp(&template)
        root = PathBytes(bytes: template.dropLast().map { UInt8(bitPattern: $0) })
    }

    deinit {
        var pid = pid_t()
        let arguments = ["rm", "-rf", root.text].map { $0.withCString { strdup($0) } } + [nil]
        posix_spawnp(&pid, "rm", nil, nil, arguments, environ)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        for argument in arguments { free(argument) }
    }

    func absolute(_ path: PathBytes) -> [CChar] {
        root.appending(path).bytes.map { CChar(bitPattern: $0) } + [0]
    }

    func folder(_ path: PathBytes, mode: mode_t = 0o755) {
        var sofar = PathBytes(bytes: [])
        for segment in path.bytes.split(separator: UInt8(ascii: "/")) {
            sofar = sofar.appending(PathBytes(segment))
            mkdir(absolute(sofar), mode)
        }
    }

    func file(_ path: PathBytes, _ content: String = "content\n", mode: mode_t = 0o644) {
        file(path, Array(content.utf8), mode: mode)
    }

    func file(_ path: PathBytes, _ content: [UInt8], mode: mode_t = 0o644) {
        folder(path.folder)
        let handle = fopen(absolute(path), "w")
        fwrite(content, 1, content.count, handle)
        fclose(handle)
        chmod(absolute(path), mode)
    }

    func link(_ path: PathBytes, to target: String) {
        folder(path.folder)
        symlink(target, absolute(path))
    }
}
