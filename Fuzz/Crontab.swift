import Formats
import Vocabulary

/// libFuzzer's entry: any bytes as a crontab with and without users.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = Crontab(bytes, hasUserColumn: false)
    _ = Crontab(bytes, hasUserColumn: true)
    return 0
}
