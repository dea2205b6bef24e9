import Damage
import Formats
import Testing

/// No reader of what a running place answers traps or hangs on a damaged answer.
@Suite struct AnswerMutationTests {
    private func endure(_ texts: [String], seed: UInt64, _ read: ([UInt8]) -> Void) {
        let bytes = texts.map { Array($0.utf8) }
        #expect(slowest(of: 3000, seed: seed, bytes, read) < .seconds(1))
    }

    @Test func `answers of engines endure damage`() {
        endure([EngineTests.docker, EngineTests.podman], seed: 21) { text in
            guard let node = try? JSONDocument.read(text) else { return }
            for container in EngineContainer.read(node) {
                #expect(container.environment.allSatisfy { !$0.contains("=") })
                for image in EngineImage.read(node) { _ = image.digest(named: container.image) }
            }
            _ = EngineVolume.read(node)
            _ = EngineChange.kept(EngineChange.read(node), mounts: ["/conf"])
        }
        endure(["A /var\nC /etc/x\nD /a b\n"], seed: 22) { text in
            _ = EngineChange.kept(EngineChange.read(text), mounts: ["/var"])
        }
    }

    @Test func `answers of unit managers and package managers endure damage`() {
        endure([UnitStatusTests.answer], seed: 23) { _ = UnitStatus.read($0) }
        endure(["Conffiles:\n /etc/a 0123456789abcdef0123456789abcdef\n"], seed: 24) {
            _ = PackageChange.brought($0)
            _ = PackageChange.checked($0)
        }
    }

    @Test func `tables of procfs endure damage`() {
        let zeros = String(repeating: "0", count: 32)
        let tables = [
            "sl\n 0: 0B00007F:8CD7 00000000:0000 0A 0:0 00:0 0 0 0 928899 1 0\n",
            "sl\n 0: \(zeros):8CD7 \(zeros):0000 0A 0:0 00:0 0 0 0 928899 1 0\n",
            "Num\n0: 00000002 00000000 00010000 0001 01 927930 /run/a b.sock\n",
            "0::/user.slice/user-1000.slice/user@1000.service/app.slice/agent.service\n",
            "40 22 0:35 /sub /srv/my\\040data ro,nosuid - nfs4 store:/export rw\n",
            "Name:\tmy prog\nPPid:\t7\nUid:\t1000\t1001\t0\t0\nVmSize:\t  10 kB\n",
        ]
        endure(tables, seed: 25) { text in
            _ = ProcSocket.read(text, protocolName: "tcp")
            _ = ProcUnixSocket.read(text)
            _ = ProcGroup(text)
            _ = MountLine.read(text)
            _ = ProcStatus(text)
        }
    }
}
