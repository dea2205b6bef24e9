import Glibc
import Places
import Vocabulary

/// An output of this process, written whole or not at all.
struct Output {
    static let standard = Output(number: 1)
    static let errors = Output(number: 2)

    private let number: Int32

    /// Writes all bytes; ends the program where nobody reads them.
    func write(_ bytes: [UInt8]) {
        do {
            try PersonalFiles.write(bytes, to: number)
        } catch {
            exit(74)
        }
    }

    /// Writes one object on a line.
    func line(_ body: (inout JSONWriter) -> Void) {
        var out = JSONWriter()
        out.object(body)
        write(out.bytes + [0x0A])
    }
}
