import Formats
import Vocabulary

/// libFuzzer's entry: any bytes as what an engine, a manager or procfs answers.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let node = try? JSONDocument.read(bytes) {
        for container in EngineContainer.read(node) {
            for image in EngineImage.read(node) { _ = image.digest(named: container.image) }
        }
        _ = EngineVolume.read(node)
        _ = EngineChange.read(node)
    }
    _ = EngineChange.kept(EngineChange.read(bytes), mounts: ["/data"])
    _ = UnitStatus.read(bytes)
    _ = ProcSocket.read(bytes, protocolName: "tcp")
    _ = ProcUnixSocket.read(bytes)
    _ = ProcGroup(bytes)
    _ = ProcStatus(bytes)
    _ = MountLine.read(bytes)
    _ = PackageChange.brought(bytes)
    _ = PackageChange.checked(bytes)
    return 0
}
