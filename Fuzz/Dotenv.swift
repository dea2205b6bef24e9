import Formats
import Vocabulary

/// libFuzzer's entry: any bytes as a file of variables in both forms.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = Dotenv.read(bytes)
    _ = Dotenv.read(bytes, form: .raw)
    return 0
}
