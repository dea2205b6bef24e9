import Foundation
import Testing
import Vocabulary

@testable import Planning

/// Exports that are kept, lost with their place, and brought back: the scripts of two plans, run
/// for real, with an `ssh` that leads to another folder of the scratch and can be cut.
@Suite struct `Exports that are kept` {
    let scratch: Scratch
    let bench: KeptBench

    init() throws {
        scratch = try Scratch("kept")
        bench = try KeptBench(scratch)
    }

    @Test(arguments: [false, true])
    func `bring everything back where their place is gone`(_ isEncrypted: Bool) throws {
        let kept = try bench.keep(isEncrypted: isEncrypted)
        try PostgresInstance.expect("rm -r \(scratch.path)/state \(bench.root)")
        let (back, inventory) = (try bench.recovery(from: kept), bench.inventory)
        #expect(PlanProof(back, of: inventory).violations() == [])
        try bench.perform(
            back,
            [
                "preflight/check/kept-ssh-here", "verify-export/check/root-1",
                "verify-export/check/root-2", "transfer/transfer/ssh-here",
            ])
        try PostgresInstance.expect(
            "cd \(scratch.path)/there/exports/root-2 && tar --extract --file tree.tar "
                + "&& cmp big \(scratch.path)/big")
    }

    @Test func `hold nothing in the open, for nobody but who has the key`() throws {
        let kept = try bench.keep(isEncrypted: true)
        let plan = try bench.plan(isEncrypted: true)
        #expect(try bench.failing(plan, "preflight/check/certificate") == [])
        #expect(try Shell.run("grep --recursive 'who I am' \(kept)").status == 1)
        #expect(try Shell.run("find \(kept) -perm /077 | grep .").status == 1)
        try PostgresInstance.expect(KeptBench.certificate("\(scratch.path)/other"))
        let wrong = try bench.recovery(from: kept, key: "\(scratch.path)/other.key")
        #expect(try bench.failing(wrong, "preflight/check/kept-ssh-here") == ["key"])
    }

    @Test(arguments: ["root-2.tar.enc", "root-2.key.cms", "SEALED-ssh-here", "MANIFEST-ssh-here"])
    func `are refused once a byte was flipped in them`(_ name: String) throws {
        let kept = try bench.keep(isEncrypted: true)
        let back = try bench.recovery(from: kept)
        let steps = ["preflight/check/kept-ssh-here", "verify-export/check/root-2"]
        for id in steps { #expect(try bench.failing(back, id) == []) }
        try PostgresInstance.expect(
            """
            byte=$(od -An -tu1 -j40 -N1 \(kept)/\(name))
            printf "\\\\$(printf %o $((byte ^ 1)))" | dd of=\(kept)/\(name) bs=1 seek=40 conv=notrunc
            """)
        let refused = try steps.flatMap { try bench.failing(back, $0) }
        #expect(!refused.isEmpty)
    }

    @Test func `keep what an earlier run kept beside them, under its time`() throws {
        let kept = try bench.keep(isEncrypted: false)
        let taken = try PostgresInstance.expect("cat \(kept)/TAKEN-ssh-here")
        sleep(1)
        _ = try bench.keep(isEncrypted: false)
        let earlier = "\(kept).\(taken.split(separator: "\n")[0])"
        #expect(
            try Shell.run("cd \(earlier) && sha256sum --check --quiet MANIFEST-ssh-here").status
                == 0)
        #expect(try PostgresInstance.expect("cat \(kept)/TAKEN-ssh-here") != taken)
    }

    @Test(arguments: [false, true])
    func `go on where their stream was cut`(_ isEncrypted: Bool) throws {
        try bench.cut(after: 1_200_000)
        #expect(throws: KeptBench.Failed.self) { try bench.keep(isEncrypted: isEncrypted) }
        let before = try bench.carried()
        let kept = try bench.keep(isEncrypted: isEncrypted, isAgain: true)
        #expect(try bench.carried() - before < 2_600_000, "what was whole did not travel twice")
        let back = try bench.recovery(from: kept)
        #expect(try bench.failing(back, "preflight/check/kept-ssh-here") == [])
        #expect(try bench.failing(back, "verify-export/check/root-2") == [])
    }

    /// Makes the second root larger than what travels in one stream.
    private func grow(to bytes: Int) throws {
        try PostgresInstance.expect(
            "head -c \(bytes) /dev/urandom > \(scratch.path)/two/big "
                + "&& cp \(scratch.path)/two/big \(scratch.path)/big")
    }

    private let large = 24_000_000

    @Test func `go on within a large file where its stream was cut, on their way to be kept`()
        throws
    {
        try grow(to: large)
        try bench.cut(after: 15_000_000)
        #expect(throws: KeptBench.Failed.self) { try bench.keep(isEncrypted: false) }
        let before = try bench.carried()
        let kept = try bench.keep(isEncrypted: false, isAgain: true)
        let rest = try bench.carried() - before
        #expect(rest > 9_000_000 && rest < 10_000_000, "what had arrived did not travel twice")
        let back = try bench.recovery(from: kept)
        #expect(try bench.failing(back, "verify-export/check/root-2") == [])
    }

    @Test(arguments: [false, true])
    func `go on within a large file on their way to the target, whatever lies there`(
        _ isSpoilt: Bool
    ) throws {
        try grow(to: large)
        _ = try bench.keep(isEncrypted: false)
        let plan = try bench.plan(isEncrypted: false)
        let step = "transfer/transfer/ssh-here"
        try bench.cut(after: 15_000_000)
        #expect(throws: KeptBench.Failed.self) { try bench.perform(plan, [step]) }
        let part = "\(scratch.path)/there/exports/root-2/tree.tar"
        #expect(try PostgresInstance.expect("stat --format %s \(part)") == "15000000\n")
        if isSpoilt {
            try PostgresInstance.expect(
                "printf x | dd of=\(part) bs=1 seek=5000 conv=notrunc status=none")
        }
        let before = try bench.carried()
        try bench.perform(plan, [step])
        let rest = try bench.carried() - before
        // A part that is not what left is noticed by the digest of the whole, and sent anew.
        #expect(isSpoilt ? rest > large : rest < 10_000_000)
        try PostgresInstance.expect(
            "cd \(scratch.path)/there/exports/root-2 && tar --extract --file tree.tar "
                + "&& cmp big \(scratch.path)/big")
    }

    @Test func `reach the target though their stream was cut, none of them twice`() throws {
        _ = try bench.keep(isEncrypted: false)
        let plan = try bench.plan(isEncrypted: false)
        try bench.cut(after: 1_200_000)
        let step = "transfer/transfer/ssh-here"
        #expect(throws: KeptBench.Failed.self) { try bench.perform(plan, [step]) }
        #expect(try bench.failing(plan, step).contains("manifest"))
        let before = try bench.carried()
        try bench.perform(plan, [step])
        #expect(try bench.carried() - before < 2_600_000, "what was whole did not travel twice")
    }
}
