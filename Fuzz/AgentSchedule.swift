import Formats
import Vocabulary

/// libFuzzer's entry: any bytes as a schedule of an agent.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let node = try? JSONDocument.read(bytes, dialect: .relaxed) else { return 0 }
    _ = AgentSchedule(node).jobs
    return 0
}
