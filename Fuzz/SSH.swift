import Formats

/// libFuzzer's entry: any bytes as a client's configuration and as its known hosts.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let read = try? SSHConfiguration([("a", text)]) { _, _ in [("b", text)] }
    if let settings = try? read?.settings(for: "host") {
        _ = SSHTokens(settings, localUser: "u", home: "/h").expand(text)
    }
    _ = KnownHosts(text).verdict(on: [1], type: "ssh-ed25519", host: "host", port: 22)
    return 0
}
