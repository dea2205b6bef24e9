import Formats

/// libFuzzer's entry: any bytes as an archive that an engine or a host sends.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for step in [bytes.count, 511] where step > 0 {
        var reader = TarReader()
        for start in stride(from: 0, to: bytes.count, by: step) {
            var rest = bytes[start..<min(bytes.count, start + step)]
            while (try? reader.next(&rest)) ?? nil != nil {}
        }
    }
    return 0
}
