import Formats
import Vocabulary

/// libFuzzer's entry: any bytes as a Dockerfile and the values of its stages.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for stage in Dockerfile(bytes).chain() {
        _ = stage.environment
        _ = stage.exposed
        _ = stage.volumes
        _ = stage.copies
        _ = stage.words(of: "CMD")
    }
    return 0
}
