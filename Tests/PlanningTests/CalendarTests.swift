import Testing

@testable import Planning

@Suite struct `A crontab schedule` {
    @Test(arguments: [
        ("0 3 * * *", ["*-*-* 03:00:00"]), ("*/15 * * * *", ["*-*-* *:00,15,30,45:00"]),
        ("30 4 1,15 * *", ["*-*-01,15 04:30:00"]),
        ("0 9 * * mon-fri", ["Mon,Tue,Wed,Thu,Fri *-*-* 09:00:00"]),
        ("0 0 * jan 0", ["Sun *-01-* 00:00:00"]), ("0 0 * * 7", ["Sun *-*-* 00:00:00"]),
        ("5 0 13 * fri", ["*-*-13 00:05:00", "Fri *-*-* 00:05:00"]),
        ("@hourly", ["*-*-* *:00:00"]), ("10-50/20 2 * * *", ["*-*-* 02:10,30,50:00"]),
    ])
    func `becomes calendar events`(cron: String, events: [String]) {
        #expect(Calendar.events(cron: cron) == events)
    }

    @Test(arguments: [
        "", "@reboot", "60 * * * *", "* * *", "a b c d e", "1-0 * * * *", "*/0 * * * *",
    ])
    func `is refused where it cannot be said`(cron: String) {
        #expect(Calendar.events(cron: cron) == nil)
    }
}
