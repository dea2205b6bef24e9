import Formats
import Testing

@Suite struct UnitStatusTests {
    /// What systemd 252 answered, cut.
    static let answer = """
        Type=simple
        Restart=on-failure
        MainPID=41
        Result=success
        ExecStart={ path=/bin/sleep ; argv[]=/bin/sleep 1000000 ; ignore_errors=no ; pid=41 }
        EnvironmentFiles=/etc/default/keeper (ignore_errors=yes)
        User=nobody
        Id=keeper.service
        LoadState=loaded
        ActiveState=active
        SubState=running
        FragmentPath=/etc/systemd/system/keeper.service
        DropInPaths=/etc/systemd/system/keeper.service.d/limits.conf
        UnitFileState=enabled
        NeedDaemonReload=no

        TimersCalendar={ OnCalendar=*-*-* 03:30:00 ; next_elapse=Sun 2026-11-22 03:30:00 UTC }
        TimersMonotonic={ OnBootUSec=15min ; next_elapse=15min }
        Id=nightly.timer
        Triggers=nightly.service
        LoadState=loaded
        ActiveState=active
        SubState=waiting
        FragmentPath=/etc/systemd/system/nightly.timer

        Restart=no
        MainPID=0
        Result=exit-code
        Id=broken.service
        ActiveState=failed
        SubState=failed

        """

    @Test func `a unit tells its state, its files and its program`() throws {
        let units = UnitStatus.read(Array(Self.answer.utf8))
        #expect(units.map(\.name) == ["keeper.service", "nightly.timer", "broken.service"])
        let keeper = try #require(units.first)
        #expect(keeper.isActive && keeper.sub == "running" && keeper.process == 41)
        #expect(keeper.arguments == ["/bin/sleep", "1000000"])
        #expect(keeper.dropIns == ["/etc/systemd/system/keeper.service.d/limits.conf"])
        #expect(keeper.environmentFiles == ["/etc/default/keeper"])
        #expect(keeper.restart == "on-failure" && keeper.user == "nobody")
    }

    @Test func `a timer tells when, without the moment that moves by itself`() {
        let timer = UnitStatus.read(Array(Self.answer.utf8))[1]
        #expect(timer.times == ["*-*-* 03:30:00", "OnBootUSec=15min"])
        #expect(timer.triggers == ["nightly.service"])
    }

    @Test func `a unit that failed says why`() {
        let broken = UnitStatus.read(Array(Self.answer.utf8))[2]
        #expect(broken.hasFailed && !broken.isActive)
        #expect(broken.result == "exit-code" && broken.restart == nil && broken.process == nil)
    }

    @Test func `configuration that a package brought is held against what is there`() {
        let status = """
            Package: cron
            Conffiles:
             /etc/cron.d/keep 0123456789abcdef0123456789abcdef
             /etc/gone 0123456789abcdef0123456789abcdef obsolete
             /etc/new newconffile
            Description: x
             /etc/never 0123456789abcdef0123456789abcdef
            """
        #expect(PackageChange.brought(Array(status.utf8)).map(\.path) == ["/etc/cron.d/keep"])
        let checked = "/etc/b: FAILED\n/etc/a: OK\n/etc/a c: FAILED open or read\n"
        #expect(
            PackageChange.checked(Array(checked.utf8)) == [
                PackageChange(path: "/etc/a c", isMissing: true),
                PackageChange(path: "/etc/b", isMissing: false),
            ])
    }
}
