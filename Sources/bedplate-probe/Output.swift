import Glibc
import Vocabulary

/// An output of this process, written whole or not at all.
struct Output {
    static let standard = Output(number: 1)
    static let errors = Output(number: 2)

    private let number: Int32

    /// Writes all bytes; ends the program where nobody reads them.
    func write(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Glibc.write(number, $0.baseAddress, $0.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { exit(74) }
            start += count
        }
    }

    /// Writes one object on a line.
    func line(_ body: (inout JSONWriter) -> Void) {
        var out = JSONWriter()
        out.object(body)
        write(out.bytes + [0x0A])
    }
}
