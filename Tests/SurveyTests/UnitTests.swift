import Places
import Survey
import Testing
import Vocabulary

@Suite struct UnitTests {
    private static let shown = """
        MainPID=41
        Restart=on-failure
        ExecStart={ path=/usr/bin/keeper ; argv[]=/usr/bin/keeper --fast ; ignore_errors=no }
        Id=keeper.service
        LoadState=loaded
        ActiveState=active
        SubState=running
        FragmentPath=/etc/systemd/system/keeper.service
        UnitFileState=enabled

        Id=systemd-journald.service
        LoadState=loaded
        ActiveState=active
        SubState=running
        FragmentPath=/lib/systemd/system/systemd-journald.service

        Id=broken.service
        LoadState=loaded
        ActiveState=failed
        SubState=failed
        Result=exit-code
        FragmentPath=/etc/systemd/system/broken.service
        """

    private func found(_ files: [String: String]) throws -> Inventory {
        var place = try AnsweringPlace(files)
        defer { place.remove() }
        place.answers = [
            "test -d /run/systemd/system": "",
            "systemctl show": Self.shown,
        ]
        var seen = ProcessFiles()
        seen.ownNetwork = "net:[1]"
        var keeper = Pair.process(
            41, "keeper", group: "/system.slice/keeper.service", network: "net:[1]", socket: 9)
        keeper.environment = ["PATH", "KEEPER_MODE", "KEEPER_TOKEN", "INVOCATION_ID"]
        let loose = Pair.process(50, "loose", group: "/", network: "net:[1]", socket: 11)
        seen.processes = [keeper, loose]
        let rows = [("0100007F:1F90", 9), ("00000000:0051", 11)].map { address, inode in
            "   0: \(address) 00000000:0000 0A 0:0 00:0 0 0 0 \(inode) 1 0\n"
        }
        seen.networks = [
            ProcessFiles.Network(
                namespace: "net:[1]",
                tables: ["tcp": Array(("  sl local\n" + rows.joined()).utf8)])
        ]
        place.seen = seen
        var scan = Scan(roots: [place.folder])
        scan.looksAtRunning = true
        return try scan.run(on: place) { _ in nil }.rest
    }

    private static let file = """
        [Service]
        ExecStart=/usr/bin/keeper --fast
        Environment=KEEPER_MODE=plain
        Restart=on-failure
        """

    @Test func `a unit, its file and its process are one service`() throws {
        let found = try found(["etc/systemd/system/keeper.service": Self.file])
        let keeper = try #require(found.services.first { $0.name == "keeper.service" })
        #expect(keeper.id == "local/service/system/keeper.service")
        #expect(keeper.isEnabled == true)
        #expect(keeper.ports.map(\.host) == [8080] && keeper.ports[0].address == "127.0.0.1")
        #expect(Set(keeper.evidence.map(\.rule)).isSuperset(of: ["unit.file", "unit.state"]))
    }

    @Test func `a variable that the manager was told by hand is in no file`() throws {
        let found = try found(["etc/systemd/system/keeper.service": Self.file])
        let keeper = try #require(found.services.first { $0.name == "keeper.service" })
        let nowhere = keeper.evidence.filter { $0.rule == "environment.nowhere" }
        #expect(nowhere.map { $0.says.prefix { $0 != " " } } == ["KEEPER_TOKEN"])
    }

    @Test func `parts of every system are left out, and a unit that failed is told`() throws {
        let found = try found(["README.md": "nothing"])
        #expect(!found.services.contains { $0.name.hasPrefix("systemd-") })
        let broken = try #require(found.services.first { $0.name == "broken.service" })
        #expect(broken.evidence.contains { $0.rule == "unit.failed" })
    }

    @Test func `a process that listens and is nobody's is a service of its own`() throws {
        let found = try found(["README.md": "nothing"])
        let loose = try #require(found.services.first { $0.name == "loose" })
        #expect(loose.id == "local/service/process/loose" && loose.kinds == ["process"])
        #expect(loose.ports == [Service.Port(host: 81, container: 81)])
    }
}
