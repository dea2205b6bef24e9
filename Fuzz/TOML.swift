import Formats
import Vocabulary

/// libFuzzer's entry: any bytes as TOML.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = try? TOML.read(bytes)
    return 0
}
