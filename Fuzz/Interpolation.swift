import Formats
import Vocabulary

/// libFuzzer's entry: any text with variables.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = Interpolation.resolve(String(decoding: bytes, as: UTF8.self)) { $0.count > 2 ? $0 : nil }
    return 0
}
