import Policies

/// libFuzzer's entry: any bytes as a person's policy.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    _ = try? Policy.read(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
