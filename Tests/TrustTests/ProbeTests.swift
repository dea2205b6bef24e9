import Testing
import Vocabulary

@testable import Trust

@Suite struct ProbeTests {
    @Test func `P27: a key file without a passphrase signs for anybody who reads it`() throws {
        let desk = try Desk()
        try desk.disk.shell(
            """
            chmod 0644 eve
            ssh-keygen -q -t ed25519 -N secret -f guarded
            ssh-keygen -q -t ecdsa -m PEM -N '' -f old; mkdir halves; mv old.pub halves
            """)
        let lines = try ["ada", "guarded", "eve", "halves/old"].map { "ada \(try desk.key($0))" }
        let owners = try desk.jurisdiction(lines.joined(separator: "\n"))
        let files = ["ada", "eve", "guarded", "old"].map { desk.disk.folder.appending($0) }
        let silent = try ForgeryProbe.silent(among: owners.keys, files: files)
        let expected = ["ada", "eve", "old"].map { name in
            SilentKey.Means.file(path: desk.disk.folder.appending(name).text)
        }
        #expect(silent.map(\.by) == expected)
        #expect(try ForgeryProbe.silent(among: [], files: files).isEmpty)
        try desk.approve()
        #expect(try desk.judgement(by: owners, silent: silent) == ["silent-key"])
    }

    @Test func `a signature says which key made it and for what`() throws {
        let desk = try Desk()
        let signature = try Keygen.sign(
            [1, 2, 3], as: .probe, key: desk.disk.folder.appending("ada"))
        let blob = try #require(SignatureBlob(armoured: signature))
        #expect(blob.namespace == "probe@bedplate")
        #expect("\(blob.keyType) \(blob.key)" == (try desk.key("ada")))
        #expect(blob.wasTouched == nil)
        #expect(SignatureBlob(armoured: Array(signature.dropLast(30))) == nil)
    }

    @Test(arguments: [(UInt8(0), false), (1, true), (4, false), (5, true)])
    func `a security key tells whether it was touched`(flags: UInt8, touched: Bool) throws {
        func string(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(bytes.count)] + bytes }
        let type = Array("sk-ssh-ed25519@openssh.com".utf8)
        let key = string(type) + string([7]) + string(Array("ssh:".utf8))
        let seal = string(type) + string([9, 9]) + [flags, 0, 0, 0, 3]
        let blob =
            Array("SSHSIG".utf8) + [0, 0, 0, 1] + string(key)
            + string(Array("plan-approve@bedplate".utf8)) + string([])
            + string(Array("sha512".utf8)) + string(seal)
        let armoured =
            "-----BEGIN SSH SIGNATURE-----\n\(Base64.encode(blob))\n-----END SSH SIGNATURE-----\n"
        #expect(SignatureBlob(armoured: Array(armoured.utf8))?.wasTouched == touched)
    }
}
