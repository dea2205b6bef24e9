public import Places
public import Vocabulary

/// The probe as it lies on this machine: a program that looks at a host from the inside.
public struct ProbeProgram: Sendable {
    /// The largest file that is taken for one, in bytes.
    private static let most = 128 << 20
    /// Numbers of ELF (elf(5), `e_machine`) and what uname(2) calls these machines.
    private static let machines: [UInt16: String] = [62: "x86_64", 183: "aarch64", 243: "riscv64"]

    /// The file itself.
    let bytes: [UInt8]
    /// Its digest, which the host must find too before it is run.
    public let digest: Digest
    /// The machines it is for, as uname(2) calls them.
    public let architecture: String

    /// Reads it; throws where there is none, and where the file is no program for Linux.
    public init(_ path: PathBytes) throws(PlacesError) {
        let found: [UInt8]?
        do { found = try PersonalFiles.read(path, limit: Self.most) } catch {
            throw .failed(what: "read", path: path, error)
        }
        guard let found else { throw .failed(what: "read", path: path, .nothingThere) }
        try self.init(found, path: path)
    }

    init(_ bytes: [UInt8], path: PathBytes) throws(PlacesError) {
        // The magic number, 64 bits, least byte first.
        guard bytes.count > 64, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
            let architecture = Self.machines[UInt16(bytes[18]) | UInt16(bytes[19]) << 8]
        else { throw .notAFile(path: path) }
        self.bytes = bytes
        self.architecture = architecture
        digest = SHA256.digest(bytes)
    }

    /// Where it lies: beside the program that runs now; nil where that cannot be told.
    public static var place: PathBytes? {
        Surroundings.resolved("/proc/self/exe")?.folder.appending("bedplate-probe")
    }

    /// Why it cannot be used on a host; nil where it can.
    func obstacle(at host: Greeting) -> String? {
        let there = "\(host.system) \(host.facts["architecture"] ?? "")"
        guard there == "Linux \(architecture)" else {
            return "the probe is for Linux \(architecture), and the host is \(there)"
        }
        return host.digests ? nil : "the host has no program that could check its digest"
    }
}

extension SystemError {
    /// No such file.
    fileprivate static let nothingThere = SystemError(2)
}
