import Formats

/// libFuzzer's entry: any bytes as an index of git, and as its references.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = try? GitIndex.read(bytes)
    _ = try? GitIndex.read(Array("DIRC".utf8) + [0, 0, 0, 4] + bytes, idBytes: 32)
    var references = GitReferences()
    references.readHead(bytes)
    references.readLoose(name: "refs/heads/a", bytes)
    references.readPacked(bytes)
    references.readConfig(bytes)
    _ = references.unpushedBranches
    return 0
}
