import Places
import Testing
import Vocabulary

@testable import Execution

@Suite struct `A lease` {
    private let scratch = Scratch()
    private var folder: String { scratch.path.appending("host").text }

    @Test func `P31: is held by one run, which may take it again`() throws {
        let first = Lease(run: "one", folder: folder)
        try first.take(LocalPlace(), who: "moto at desk")
        try first.take(LocalPlace(), who: "moto at desk, later")
        #expect(throws: ExecutionError.held(what: "local", by: "run one (moto at desk)")) {
            try Lease(run: "two", folder: folder).take(LocalPlace(), who: "another")
        }
        #expect(try Lease.holder(LocalPlace(), folder: folder) == "one, moto at desk")
    }

    @Test func `is given back by its own run only`() throws {
        try Lease(run: "one", folder: folder).take(LocalPlace(), who: "a")
        try Lease(run: "two", folder: folder).give(LocalPlace())
        #expect(try Lease.holder(LocalPlace(), folder: folder) != nil)
        try Lease(run: "one", folder: folder).give(LocalPlace())
        #expect(try Lease.holder(LocalPlace(), folder: folder) == nil)
        try Lease(run: "two", folder: folder).take(LocalPlace(), who: "b")
        try Lease.end(LocalPlace(), folder: folder)
        #expect(try Lease.holder(LocalPlace(), folder: folder) == nil)
    }
}
