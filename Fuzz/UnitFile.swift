import Formats
import Vocabulary

/// libFuzzer's entry: any bytes as a unit file and the words of its values.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for entry in UnitFile(bytes).entries {
        _ = UnitWords.command(entry.value)
        _ = UnitWords.assignments(entry.value)
    }
    return 0
}
