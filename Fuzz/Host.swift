import Formats

/// libFuzzer's entry: any bytes as a host's own files: accounts, who is root, sshd, packet filter, packages.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = Accounts.users(bytes)
    _ = Accounts.groups(bytes)
    var sudoers = Sudoers()
    sudoers.read(bytes)
    _ = DoasRules(String(decoding: bytes, as: UTF8.self))
    _ = PolkitRules(String(decoding: bytes, as: UTF8.self))
    _ = ServerSettings.read(bytes)
    _ = PacketFilter.read(saved: bytes, family: "ip")
    if let node = try? JSONDocument.read(bytes) { _ = PacketFilter.read(node) }
    var files = PackagedFiles()
    files.addOwners(bytes)
    _ = files.addQuery(bytes)
    files.addChecks(bytes)
    _ = files.addDatabase(bytes)
    return 0
}
