import Foundation
import Testing
import Vocabulary

@testable import Planning

@Suite struct `A unit` {
    @Test(arguments: [
        ("[Service]\nUser=nobody-made\n", "nobody makes the user nobody-made"),
        ("[Service]\nEnvironmentFile=/etc/x\n", "nobody makes the file /etc/x"),
        ("[Service]\nExecStart=/bin/date +%d%Q\n", "a % in ExecStart is not doubled"),
        ("[Service]\nStartLimitBurst=5\n", "StartLimitBurst does not count in [Service]"),
        ("[Service]\nRestartSteps=5\n", "RestartSteps is unknown to systemd 252"),
        ("[Service]\nType=oneshot\nRestart=always\n", "a oneshot cannot restart always"),
    ])
    func `is found wanting where systemd keeps silent`(text: String, finding: String) {
        let lint = UnitLint(users: ["made"], files: ["/etc/made"])
        #expect(lint.findings(text).contains(finding))
    }

    @Test func `is not found wanting for nothing`() {
        let text =
            "[Unit]\nStartLimitBurst=5\n[Service]\nUser=made\nEnvironmentFile=/etc/made\n"
            + "ExecStart=/bin/date +%%d %n\n"
        #expect(UnitLint(users: ["made"], files: ["/etc/made"]).findings(text) == [])
    }

    static let isHere = FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")

    @Test(
        .enabled(if: isHere, "systemd-analyze is not installed; `make parts` installs it"),
        arguments: [UInt64(0), 3, 8, 21, 34])
    func `P13: passes systemd's own verification in a throw-away root`(seed: UInt64) throws {
        let inventory =
            seed == 0 ? SmallSystem.inventory : GeneratedSystem.inventory(seed: seed)
        let plan = Planner.plan(inventory, to: .profileDebian12(place: "ssh:web-2"))
        let root = try ThrowAwayRoot(plan)
        let (status, complaint) = try root.verify()
        #expect(status == 0, "\(complaint)")
    }

    @Test(.enabled(if: isHere, "systemd-analyze is not installed; `make parts` installs it"))
    func `with a key misspelt does not pass`() throws {
        var plan = Planner.plan(
            SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"))
        let index = try #require(plan.files.firstIndex { $0.path.hasSuffix("gateway.service") })
        plan.files[index].bytes += Array("\n[Service]\nRestrat=always\n".utf8)
        #expect(try ThrowAwayRoot(plan).verify().status != 0)
    }
}

/// A root folder with the plan's units, and a stub for every program and unit they name.
final class ThrowAwayRoot {
    let path: String
    let units: [String]

    init(_ plan: Plan) throws {
        path = "/tmp/bedplate-root-\(UUID().uuidString.prefix(8))"
        units = plan.files.map(\.path).filter {
            $0.hasPrefix("files/systemd/") && !$0.contains(".d/")
        }
        .map { String($0.split(separator: "/")[2]) }
        try put("usr/lib/systemd/system/placeholder.target", "[Unit]\nDescription=x\n")
        for file in plan.files where file.path.hasPrefix("files/systemd/") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            try put("etc/systemd/system/\(file.path.dropFirst(14))", text)
            for line in text.split(separator: "\n") { try stub(String(line)) }
        }
        for name in [
            "sysinit", "basic", "multi-user", "timers", "network-online", "network-pre",
            "shutdown", "local-fs",
        ] {
            try put("usr/lib/systemd/system/\(name).target", "[Unit]\nDescription=\(name)\n")
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private func put(_ name: String, _ text: String, mode: Int = 0o644) throws {
        let file = "\(path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }

    private func stub(_ line: String) throws {
        if line.hasPrefix("ExecStart=") {
            let program = line.dropFirst(10).split(separator: " ").first ?? ""
            try put(String(program.dropFirst()), "#!/bin/sh\n", mode: 0o755)
        }
        if line.hasPrefix("Wants=") {
            for unit in line.dropFirst(6).split(separator: " ") where unit.hasSuffix(".service") {
                let name = "usr/lib/systemd/system/\(unit)"
                guard !units.contains(String(unit)) else { continue }
                try put(name, "[Service]\nExecStart=/bin/sh\n")
                try put("bin/sh", "#!/bin/sh\n", mode: 0o755)
            }
        }
    }

    func verify() throws -> (status: Int32, complaint: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/systemd-analyze")
        process.arguments =
            ["verify", "--recursive-errors=yes", "--man=no", "--root=\(path)"]
            + units.map { "/etc/systemd/system/\($0)" }
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
