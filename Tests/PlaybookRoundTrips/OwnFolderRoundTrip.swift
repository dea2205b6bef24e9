import Foundation
import Testing

@testable import Planning

/// The texts that make and take away the folder of a target, run on a folder of the test's own.
@Suite struct `The folder that Bedplate keeps on a target` {
    let scratch: Scratch
    var folder: String { "\(scratch.path)/bedplate" }

    init() throws { scratch = try Scratch("own") }

    private func run(_ text: String) throws {
        try Bench.expect(
            "set -euo pipefail\n" + text.replacingOccurrences(of: "/etc/bedplate", with: folder))
    }

    private var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

    @Test func `goes with the last thing in it where Bedplate made it`() throws {
        try run(OwnFolder.making("env", mode: "0700") + "\ntouch /etc/bedplate/env/one")
        try run(OwnFolder.making("run", mode: "0755"))
        try run(OwnFolder.leaving("run"))
        #expect(isThere)
        try run("rm /etc/bedplate/env/one\n" + OwnFolder.leaving("env"))
        #expect(!isThere)
        try run(OwnFolder.leaving("env"))
    }

    @Test func `stays where it was there before, or holds what somebody else put there`() throws {
        try run("mkdir /etc/bedplate")
        try run(OwnFolder.making("env", mode: "0700"))
        try run(OwnFolder.leaving("env"))
        #expect(isThere)
        try run("rmdir /etc/bedplate\n" + OwnFolder.making("env", mode: "0700"))
        try run("touch /etc/bedplate/owners\n" + OwnFolder.leaving("env"))
        #expect(FileManager.default.fileExists(atPath: folder + "/owners"))
    }
}
