internal import Places
internal import Vocabulary

/// A folder that only we can enter, for what `ssh-keygen` must find in files; removed when it is
/// let go.
final class Workbench: Sendable {
    let path: PathBytes

    init() throws(TrustError) {
        let made: CommandResult
        do {
            made = try LocalPlace().run(Command(["mktemp", "-d", "-t", "bedplate-XXXXXXXXXX"]))
        } catch { throw .place(error) }
        let path = PathBytes(made.output.prefix { $0 != UInt8(ascii: "\n") })
        guard made.isSuccess, path.bytes.first == UInt8(ascii: "/") else {
            throw .noTool(name: "mktemp", why: Keygen.lastLine(made.errors))
        }
        self.path = path
    }

    deinit {
        _ = try? LocalPlace().run(Command(["rm", "-r", "-f", path.text]))
    }

    /// Puts bytes into a file of their own and gives its path.
    func put(_ bytes: [UInt8], as name: String) throws(TrustError) -> String {
        let file = path.appending(name)
        do { try PersonalFiles.replace(file, with: bytes, mode: 0o600) } catch {
            throw .place(.failed(what: "write", path: file, error))
        }
        return file.text
    }
}
