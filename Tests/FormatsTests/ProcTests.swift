import Formats
import Testing
import Vocabulary

@Suite struct ProcTests {
    private static let head =
        "  sl  local_address rem_address   st tx_queue rx_queue tr uid inode\n"

    private func tcp(_ line: String) -> ProcSocket? {
        ProcSocket.read(Array((Self.head + line + "\n").utf8), protocolName: "tcp").first
    }

    @Test func `a listening socket tells its address, port and number`() throws {
        let socket = try #require(
            tcp(
                "   0: 0B00007F:8CD7 00000000:0000 0A 00000000:00000000 00:00000000 00000000"
                    + "     0        0 928899 1 00000000f674e766 100 0 0 10 0"))
        #expect(socket.isListening && !socket.isEstablished)
        #expect(socket.local.address == "127.0.0.11" && socket.local.port == 36055)
        #expect(socket.local.isLoopback && socket.remote.isAny)
        #expect(socket.inode == 928899)
    }

    @Test func `addresses of the sixth version are told in their short form`() throws {
        let zeros = String(repeating: "0", count: 32)
        let any = try #require(
            tcp("0: \(zeros):1F90 \(zeros):0000 0A 0:0 00:0 0 0 0 928101 1 0"))
        #expect(any.local.address == "::" && any.local.isAny)
        let mapped = try #require(
            tcp(
                "1: 0000000000000000FFFF00000100007F:1F90"
                    + " 0000000000000000FFFF0000030012AC:86F6 01 0:0 00:0 0 0 0 7 3 0"))
        #expect(mapped.local.address == "127.0.0.1" && mapped.remote.address == "172.18.0.3")
        #expect(mapped.isEstablished)
        let global = try #require(
            tcp("2: B80D0120000000000000000001000000:0050 \(zeros):0000 0A 0:0 00:0 0 0 0 8 1 0"))
        #expect(global.local.address == "2001:db8::1")
    }

    @Test func `lines of another form are passed over`() {
        for line in ["", "0: nonsense", "0: 0B:1 00:1 0A 0:0 00:0 0 0 0 1 1 0"] {
            #expect(tcp(line) == nil)
        }
    }

    @Test func `a Unix socket with a path that others can connect to is found`() {
        let text = """
            Num       RefCount Protocol Flags    Type St Inode Path
            000000001ff0640f: 00000003 00000000 00000000 0001 03 926026
            000000006c90d581: 00000002 00000000 00010000 0001 01 927930 /run/a b.sock
            00000000e5e6abdd: 00000003 00000000 00000000 0001 03 927006 /run/a b.sock
            """
        let sockets = ProcUnixSocket.read(Array(text.utf8))
        #expect(sockets.map(\.path.text) == ["/run/a b.sock", "/run/a b.sock"])
        #expect(sockets.filter(\.isListening).map(\.inode) == [927930])
    }

    @Test func `who keeps a process is read from its group in every arrangement`() {
        let id = String(repeating: "9f", count: 32)
        func group(_ text: String) -> ProcGroup { ProcGroup(Array(text.utf8)) }
        #expect(group("9:name=systemd:/docker/\(id)\n0::/docker/\(id)\n").container == id)
        #expect(group("0::/system.slice/docker-\(id).scope\n").container == id)
        #expect(group("0::/libpod_parent/libpod-\(id)\n").container == id)
        #expect(group("1:cpu:/\n0::/system.slice/cron.service\n").unit == "cron.service")
        let own = group(
            "0::/user.slice/user-1000.slice/user@1000.service/app.slice/agent.service\n")
        #expect(own.user == 1000 && own.userUnit == "agent.service")
        #expect(own.container == nil)
        #expect(group("").unit == nil)
    }

    @Test func `the kernel's own processes are told apart`() throws {
        let thread = try #require(
            ProcStatus(Array("Name:\tkthreadd\nPPid:\t0\nUid:\t0\t0\t0\t0\n".utf8)))
        #expect(thread.isKernel)
        let text = "Name:\tmy prog\nPPid:\t7\nUid:\t1000\t1001\t0\t0\nVmSize:\t  10 kB\n"
        let program = try #require(ProcStatus(Array(text.utf8)))
        #expect(!program.isKernel && program.parent == 7 && program.user == 1001)
        #expect(program.name == "my prog")
        #expect(ProcStatus([]) == nil)
    }

    @Test func `a mount tells its source, and blanks in its path`() {
        let text = """
            22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
            40 22 0:35 /sub /srv/my\\040data ro,nosuid - nfs4 store:/export rw
            nonsense
            """
        let mounts = MountLine.read(Array(text.utf8))
        #expect(mounts.map(\.path) == ["/", "/srv/my data"])
        #expect(mounts.map(\.source) == ["/dev/vda", "store:/export"])
        #expect(mounts.map(\.isReadOnly) == [false, true])
    }
}
