import Formats
import Vocabulary

/// libFuzzer's entry: any bytes as JSON in both dialects.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = try? JSONDocument.read(bytes)
    _ = try? JSONDocument.read(bytes, dialect: .relaxed)
    return 0
}
