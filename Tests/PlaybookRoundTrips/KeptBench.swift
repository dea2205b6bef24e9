import Foundation
import Testing
import Vocabulary

@testable import Planning

/// A host `here` with two roots and a host `elsewhere`, both of them folders of a scratch, and an
/// `ssh` between them that counts what is streamed and can be cut.
struct KeptBench {
    /// A step whose script did not end well.
    struct Failed: Error {
        let step: String
        let complaint: String
    }

    let scratch: Scratch
    let root: String
    let inventory: Inventory

    init(_ scratch: Scratch) throws {
        self.scratch = scratch
        root = "\(scratch.path)/one"
        try PostgresInstance.expect(
            """
            mkdir -p \(root) \(scratch.path)/two \(scratch.path)/there/exports \(scratch.path)/bin
            echo 'who I am' > \(root)/SOUL.md
            head -c 1000000 /dev/urandom > \(root)/first
            head -c 2000000 /dev/urandom > \(scratch.path)/two/big
            cp \(scratch.path)/two/big \(scratch.path)/big
            """)
        var inventory = Inventory()
        inventory.places = [Place(id: "ssh:here", reach: "ssh", facts: ["os": "debian"])]
        for (path, name, itemClass) in [
            (root, "SOUL.md", ItemClass.identity), (root, "first", .state),
            ("\(scratch.path)/two", "big", .state),
        ] {
            inventory.items.append(
                Item(
                    place: "ssh:here", root: PathBytes(path), path: PathBytes(name), type: .file,
                    verdict: Verdict(itemClass)))
        }
        inventory.totals = [root, "\(scratch.path)/two"].map {
            Totals(place: "ssh:here", root: PathBytes($0))
        }
        self.inventory = inventory
        let ssh = "\(scratch.path)/bin/ssh"
        try Data(Self.ssh(scratch.path).utf8).write(to: URL(fileURLWithPath: ssh))
        try PostgresInstance.expect("chmod 0755 \(ssh)")
    }

    /// What stands for ssh(1): `elsewhere` is another folder; a cut ends one stream, once.
    private static func ssh(_ scratch: String) -> String {
        #"""
        #!/bin/bash
        set -o pipefail
        umask 077
        while [ "${1#-}" != "$1" ]; do if [ "$1" = -o ]; then shift; fi; shift; done
        host=$1
        shift
        text=$*
        here=SCRATCH/state there=SCRATCH/there
        if [ "$host" = elsewhere ]; then text=${text//"$here"/"$there"}; fi
        case $text in *'tar --create'* | *'tail --bytes'*) ;; *) exec bash -c "$text" ;; esac
        out=$(mktemp SCRATCH/stream.XXXXXX)
        bash -c "$text" > "$out" || exit
        stat --format %s "$out" >> SCRATCH/carried
        if [ -e SCRATCH/cut ] && [ "$(stat --format %s "$out")" -gt "$(cat SCRATCH/cut)" ]; then
          head -c "$(cat SCRATCH/cut)" "$out"
          rm SCRATCH/cut
          exit 255
        fi
        cat "$out"
        """#.replacingOccurrences(of: "SCRATCH", with: scratch)
    }

    /// A certificate and its key beside it.
    static func certificate(_ path: String) -> String {
        "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=kept -days 2 -keyout \(path).key "
            + "-out \(path).pem 2> /dev/null"
    }

    /// The plan that takes everything out and keeps it.
    func plan(isEncrypted: Bool) throws -> Plan {
        var answers = PlanAnswers()
        answers.keeping = Keeping(folder: "\(scratch.path)/kept")
        if isEncrypted {
            let path = "\(scratch.path)/person"
            if !FileManager.default.fileExists(atPath: path + ".pem") {
                try PostgresInstance.expect(Self.certificate(path))
            }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: path + ".pem"))
            answers.keeping?.certificate = Array(bytes)
        }
        return Planner.plan(
            inventory, to: .profileDebian12(place: "ssh:elsewhere"), answers: answers)
    }

    /// Takes everything out and keeps it; the folder. What was taken out before is used again.
    func keep(isEncrypted: Bool, isAgain: Bool = false) throws -> String {
        let plan = try plan(isEncrypted: isEncrypted)
        for file in PlanFolder.files(plan) {
            let url = URL(fileURLWithPath: "\(scratch.path)/state/plan/\(file.path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: url)
        }
        if !isAgain {
            try perform(
                plan,
                [
                    "prepare/prepare/folders-ssh-here", "export/copy/root-1", "export/copy/root-2",
                    "verify-export/check/root-1", "verify-export/check/root-2",
                    "verify-export/check/exports-ssh-here",
                ])
        }
        try perform(plan, ["verify-export/copy/keep-ssh-here"])
        return "\(scratch.path)/kept/ssh-here"
    }

    /// The plan that brings back what is kept, read as its folder tells.
    func recovery(from kept: String, key: String? = nil) throws -> Plan {
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(fileURLWithPath: "\(kept)/\(name)")))
        }
        var source = try #require(
            ExportsAtHand.Source(
                mark: "ssh-here", folder: kept, manifest: try bytes("MANIFEST-ssh-here"),
                about: try bytes("ABOUT-ssh-here.json"), taken: try bytes("TAKEN-ssh-here")))
        source.sealed = (try? bytes("SEALED-ssh-here")).map { SHA256.digest($0).hexadecimal }
        let opener = source.sealed == nil ? nil : key ?? "\(scratch.path)/person.key"
        return Planner.recovery(
            of: inventory, from: ExportsAtHand([source], key: opener),
            to: .profileDebian12(place: "ssh:elsewhere"))
    }

    /// Ends one stream after that many bytes.
    func cut(after bytes: Int) throws {
        try PostgresInstance.expect("echo \(bytes) > \(scratch.path)/cut")
    }

    /// How many bytes were streamed so far.
    func carried() throws -> Int {
        let lines = try PostgresInstance.expect("cat \(scratch.path)/carried")
        return lines.split(separator: "\n").compactMap { Int($0) }.reduce(0, +)
    }

    /// Runs steps and looks at them.
    func perform(_ plan: Plan, _ ids: [String]) throws {
        let words = ActionText(plan: plan)
        for id in ids {
            let step = try #require(plan.step(id))
            if !step.verify.contains(where: { $0.probe == step.action }) {
                let text = try #require(words.shell(step.action))
                let result = try Shell.run(led(text, step.place))
                if result.status != 0 { throw Failed(step: id, complaint: result.complaint) }
            }
            #expect(try failing(plan, id) == [], "\(id)")
        }
    }

    /// Ids of the checks of a step that do not hold.
    func failing(_ plan: Plan, _ id: String) throws -> [String] {
        let step = try #require(plan.step(id))
        return try step.verify.filter { check in
            let text = try #require(ActionText(plan: plan).shell(check.probe))
            let result = try Shell.run(led(text, check.place ?? step.place))
            switch check.expect {
            case .exit(let status): return result.status != Int32(status)
            case .equals(let text): return result.output != text + "\n"
            case .matches: return result.output != "700\n"
            case .countOf, .hashOf, .within: return true
            }
        }.map(\.id)
    }

    /// Shell text with the folders of its host led into the scratch, where the plan's own lies.
    private func led(_ text: String, _ place: String) -> String {
        let state = place == "ssh:elsewhere" ? "there" : "state"
        let inside = text.replacingOccurrences(
            of: "/var/lib/bedplate", with: "\(scratch.path)/\(state)")
        let folder = "\(scratch.path)/state/plan"
        return "PATH=\(scratch.path)/bin:$PATH\nif [ -d \(folder) ]; then cd \(folder); fi\n"
            + inside
    }
}
