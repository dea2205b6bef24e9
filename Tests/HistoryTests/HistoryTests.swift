import Glibc
import Testing
import Vocabulary

@testable import History

@Suite struct HistoryTests {
    let scratch = Scratch()
    let scope = ["local:/srv/x"]
    let files = ["a/b/c.md": "one", "a-b": "two", "a/secret": "token", "z": "three"]

    @Test func `folder, file and key are for their owner alone`() throws {
        let history = try HistoryFile(scratch.history)
        _ = consume history
        _ = try HistoryFile.key(besideHistory: scratch.history)
        #expect(scratch.mode(scratch.folder.appending("state")) == 0o700)
        #expect(scratch.mode(scratch.history) == 0o600)
        #expect(scratch.mode(scratch.folder.appending("state/history.key")) == 0o600)
    }

    @Test func `a key is made once and stays`() throws {
        let one = try HistoryFile.key(besideHistory: scratch.history)
        let two = try HistoryFile.key(besideHistory: scratch.history)
        #expect(one.fingerprint([1]) == two.fingerprint([1]))
    }

    @Test func `what is kept comes back as it was`() throws {
        let history = try HistoryFile(scratch.history)
        let key = try HistoryFile.key(besideHistory: scratch.history)
        let kept = classified(table(files))
        let occasion = try history.keep([kept], rest: rest(5, name: "first"), key: key)
        let snapshot = try history.snapshot("latest", in: scope, key: key)
        var expected = rest(5, name: "first")
        expected.snapshot = occasion
        expected.items = Array(kept.items(key: key))
        #expect(snapshot.inventory() == expected)
        #expect(occasion.sequence == 1 && occasion.parent == nil)
        #expect(snapshot.completeRoots == scope)
        #expect(snapshot.stream.identity() == occasion.id)
    }

    @Test func `an earlier table carries what a walk needs`() throws {
        let history = try HistoryFile(scratch.history)
        let key = try HistoryFile.key(besideHistory: scratch.history)
        let walked = table(files)
        _ = try history.keep([classified(walked)], rest: rest(5), key: key)
        let previous = try #require(
            try history.previousTable(of: "/srv/x", on: "local", in: scope, key: key))
        #expect(previous.names == walked.names && previous.began == walked.began)
        #expect(previous.records.map(\.digest) == walked.records.map(\.digest))
        #expect(previous.folders.map(\.end) == walked.folders.map(\.end))
        #expect(previous.folders.map(\.entry) == walked.folders.map(\.entry))
    }

    @Test func `an unchanged rescan is a new occasion with the same id and no new folder`() throws {
        let history = try HistoryFile(scratch.history)
        let one = try history.keep([classified(table(files))], rest: rest(5), key: nil)
        let two = try history.keep([classified(table(files))], rest: rest(9), key: nil)
        #expect(two.id == one.id && two.parent == one.id && two.sequence == 2)
        #expect(try history.folderRows() == 3)
    }

    @Test func `only folders that changed are written, and both moments stay readable`() throws {
        let history = try HistoryFile(scratch.history)
        let one = try history.keep([classified(table(files))], rest: rest(5), key: nil)
        var changed = files
        changed["a/b/c.md"] = "changed"
        changed["new/file"] = "new"
        let two = try history.keep([classified(table(changed))], rest: rest(9), key: nil)
        #expect(one.id != two.id)
        #expect(try history.folderRows() == 6)
        let old = try history.snapshot("latest~1", in: scope, key: nil)
        let new = try history.snapshot("latest", in: scope, key: nil)
        #expect(old.inventory().items == Array(classified(table(files)).items(key: nil)))
        #expect(new.inventory().items == Array(classified(table(changed)).items(key: nil)))
        #expect(new.stream.identity() == two.id && old.stream.identity() == one.id)
    }

    @Test func `references: latest, name, beginning of an id, and what they are not`() throws {
        let history = try HistoryFile(scratch.history)
        let one = try history.keep(
            [classified(table(["a": "1"]))], rest: rest(1, name: "dawn"), key: nil)
        let two = try history.keep([classified(table(["a": "2"]))], rest: rest(2), key: nil)
        #expect(try history.occasion("latest", in: scope).id == two.id)
        #expect(try history.occasion("latest~1", in: scope).id == one.id)
        #expect(try history.occasion("dawn", in: scope).id == one.id)
        #expect(try history.occasion(String(one.id.prefix(16)), in: scope).id == one.id)
        #expect(try history.occasion(String(one.id.dropFirst(7).prefix(8)), in: scope).id == one.id)
        #expect(throws: HistoryError.noSuchSnapshot("latest~2")) {
            try history.occasion("latest~2", in: scope)
        }
        #expect(throws: HistoryError.noSuchSnapshot("dusk")) {
            try history.occasion("dusk", in: scope)
        }
    }

    @Test func `scopes do not mix`() throws {
        let history = try HistoryFile(scratch.history)
        _ = try history.keep([classified(table(["a": "1"]))], rest: rest(1), key: nil)
        let other = ["local:/srv/y"]
        let second = try history.keep(
            [classified(table(["b": "1"], root: "/srv/y"))], rest: rest(2, scope: other), key: nil)
        #expect(second.sequence == 1 && second.parent == nil)
        #expect(try history.scopes() == [scope, other])
        #expect(try history.latest(of: scope)?.taken == 1)
    }

    @Test func `a root that was not reached stays as it was`() throws {
        let history = try HistoryFile(scratch.history)
        let both = ["local:/srv/x", "local:/srv/y"]
        let y = classified(table(["b": "1"], root: "/srv/y"))
        _ = try history.keep(
            [classified(table(["a": "1"])), y], rest: rest(1, scope: both), key: nil)
        let two = try history.keep(
            [classified(table(["a": "2"]))], rest: rest(2, scope: both), key: nil)
        let snapshot = try history.snapshot("latest", in: both, key: nil)
        #expect(snapshot.inventory().items.map(\.path.text) == ["", "a", "", "b"])
        #expect(snapshot.completeRoots == ["local:/srv/x"])
        #expect(snapshot.stream.identity() == two.id)
    }

    @Test func `the digest of a secret is veiled in the file`() throws {
        let key = try HistoryFile.key(besideHistory: scratch.history)
        let history = try HistoryFile(scratch.history)
        _ = try history.keep([classified(table(files))], rest: rest(1), key: key)
        _ = consume history
        let handle = try #require(fopen((scratch.history.text), "r"))
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        bytes.removeSubrange(fread(&bytes, 1, bytes.count, handle)...)
        fclose(handle)
        func holds(_ needle: [UInt8]) -> Bool {
            bytes.indices.dropLast(needle.count).contains { bytes[$0...].starts(with: needle) }
        }
        func stored(_ content: String) -> [UInt8] {
            let words = SHA256.digest(content).words
            return withUnsafeBytes(of: words.0.littleEndian) { Array($0) }
        }
        #expect(holds(stored("three")))
        #expect(!holds(stored("token")))
    }

    @Test func `a document is taken in with the id it deserves`() throws {
        let history = try HistoryFile(scratch.history)
        var document = rest(3)
        document.items = Array(classified(table(files)).items(key: nil))
        document.snapshot.id = "sha256:claimed"
        let taken = try history.import(document)
        let same = try history.keep([classified(table(files))], rest: rest(4), key: nil)
        #expect(taken.id == same.id)
        #expect(
            try history.snapshot("latest~1", in: scope, key: nil).inventory().items
                == document.items)
    }

    @Test func `pruning keeps the newest and the named`() throws {
        let history = try HistoryFile(scratch.history)
        for round in 1...6 {
            let changed = classified(table(["a": "\(round)", "same/b": "x"]))
            _ = try history.keep(
                [changed], rest: rest(Int64(round), name: round == 2 ? "named" : nil), key: nil)
        }
        #expect(try history.prune(scope, keeping: 2) == 3)
        #expect(try history.occasions(of: scope).map(\.sequence) == [2, 5, 6])
        for (reference, content) in [("named", "2"), ("latest~1", "5"), ("latest", "6")] {
            let items = try history.snapshot(reference, in: scope, key: nil).inventory().items
            #expect(
                items == Array(classified(table(["a": content, "same/b": "x"])).items(key: nil)))
        }
        #expect(try history.folderRows() == 4)
    }

    @Test func `a newer history is refused by the name of its change`() throws {
        var history: HistoryFile? = try HistoryFile(scratch.history)
        try history?.database.execute("INSERT INTO migrations VALUES('tomorrow')")
        history = nil
        let error = #expect(throws: HistoryError.self) {
            let again = try HistoryFile(scratch.history)
            _ = consume again
        }
        #expect(error == .newer(scratch.history, migration: "tomorrow"))
    }

    @Test func `a file that is no history is refused`() throws {
        mkdir(scratch.folder.appending("state").text, 0o700)
        let handle = fopen(scratch.history.text, "w")
        fputs(String(repeating: "no database at all, ", count: 100), handle)
        fclose(handle)
        let error = #expect(throws: HistoryError.self) {
            let again = try HistoryFile(scratch.history)
            _ = consume again
        }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}

extension HistoryFile {
    /// How many folder records are kept, of whatever time.
    func folderRows() throws -> Int {
        try database.rows("SELECT count(*) FROM folders") { Int($0.integer(0)) }.first ?? 0
    }
}
