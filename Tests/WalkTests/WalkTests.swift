import CLinux
import Glibc
import Places
import Testing
import Vocabulary

@Suite struct WalkTests {
    let tree = ScratchTree()

    func walk(_ change: (inout WalkOptions) -> Void = { _ in }) throws -> FileTable {
        var options = WalkOptions()
        change(&options)
        return try LocalPlace().walk(tree.root, options: options)
    }

    func paths(_ table: FileTable) -> [String] { table.inPathOrder.map(\.path.text) }

    func record(_ table: FileTable, _ path: PathBytes) throws -> FileRecord {
        table.records[try #require(table.record(at: path))]
    }

    @Test func `every entry stands once, with its digest`() throws {
        tree.file("a/b/c.txt", "abc")
        tree.file("a-b", "")
        tree.file("z")
        let table = try walk()
        #expect(paths(table) == ["a", "a-b", "a/b", "a/b/c.txt", "z"])
        #expect(try record(table, "a/b/c.txt").digest == SHA256.digest("abc"))
        #expect(try record(table, "a-b").digest == SHA256.digest(""))
        #expect(table.walked.files == 3 && table.walked.folders == 3)
    }

    @Test func `folders stand depth first in byte order, whatever the lanes`() throws {
        for outer in 0..<40 {
            for inner in 0..<(outer % 7) {
                tree.file(PathBytes("d\(outer)/e\(inner)/f"), "\(outer) \(inner)")
            }
            tree.file(PathBytes("d\(outer).txt"), "\(outer)")
        }
        let one = try walk { $0.lanes = 1 }
        for lanes in [2, 5, 8] {
            let many = try walk { $0.lanes = lanes }
            #expect(one.names == many.names)
            #expect(one.records.map(\.digest) == many.records.map(\.digest))
            #expect(one.records.map(\.nameOffset) == many.records.map(\.nameOffset))
            #expect(one.folders.map(\.end) == many.folders.map(\.end))
        }
        #expect(
            paths(one) == paths(one).sorted { Array($0.utf8).lexicographicallyPrecedes($1.utf8) })
        for index in one.folders.indices.dropFirst() {
            #expect(one.folderIndex(ofRecord: Int(one.folders[index].entry)) == index)
        }
    }

    @Test func `links are listed with their target and never followed`() throws {
        tree.file("real/file")
        tree.link("loop", to: ".")
        tree.link("real/up", to: "..")
        tree.link("broken", to: "nowhere")
        let table = try walk()
        #expect(paths(table) == ["broken", "loop", "real", "real/file", "real/up"])
        let link = try #require(table.record(at: "real/up"))
        #expect(table.targets[UInt32(link)] == "..")
        #expect(table.walked.other == 3)
    }

    @Test func `sockets, fifos and devices are listed and not opened`() throws {
        mkfifo(tree.absolute("pipe"), 0o600)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = tree.root.appending("socket").bytes
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(bound == 0)
        let table = try walk()
        #expect(try record(table, "pipe").type == .fifo)
        #expect(try record(table, "socket").type == .socket)
        #expect(table.problems.isEmpty)
    }

    @Test func `names with newlines and broken UTF-8 are bytes`() throws {
        let odd = PathBytes(bytes: [0x61, 0x0A, 0xFF, 0x20])
        tree.file(odd.appending("x"), "in")
        let table = try walk()
        #expect(try record(table, odd.appending("x")).digest == SHA256.digest("in"))
    }

    @Test func `a path far longer than the kernel takes is walked to its end`() throws {
        let deep = 60
        let segment = String(repeating: "n", count: 200)
        try #require(chdir(tree.absolute("")) == 0)
        for _ in 0..<deep {
            try #require(mkdir(segment, 0o755) == 0)
            try #require(chdir(segment) == 0)
        }
        let handle = fopen("bottom", "w")
        fputs("deep", handle)
        fclose(handle)
        try #require(chdir("/") == 0)
        let table = try walk()
        #expect(table.records.count == deep + 1)
        #expect(table.records.last?.digest == SHA256.digest("deep"))
        #expect(table.problems.isEmpty)
    }

    @Test func `a root that is a file is its own record`() throws {
        tree.file("only", "abc")
        let root = tree.root.appending("only")
        let table = try LocalPlace().walk(root, options: WalkOptions())
        #expect(table.records.isEmpty)
        #expect(table.rootRecord.digest == SHA256.digest("abc"))
        #expect(table.walked.walked == 1)
    }

    @Test func `a root that is a link is followed`() throws {
        tree.file("real/file")
        tree.link("way", to: "real")
        let table = try LocalPlace().walk(tree.root.appending("way"), options: WalkOptions())
        #expect(paths(table) == ["file"])
    }

    @Test func `a root that is not there is an error with its words`() {
        #expect(throws: PlacesError.self) {
            try LocalPlace().walk(tree.root.appending("nowhere"), options: WalkOptions())
        }
    }

    @Test func `another mount is one exclusion, its content not walked`() throws {
        tree.file("host/inside")
        tree.folder("mounted")
        let mounted = mount("none", tree.absolute("mounted"), "tmpfs", 0, nil) == 0
        defer { if mounted { umount(tree.absolute("mounted")) } }
        try #require(mounted || geteuid() != 0)
        guard mounted else { return }
        let handle = fopen(tree.absolute("mounted/file"), "w")
        fclose(handle)
        let table = try walk()
        #expect(paths(table) == ["host", "host/inside", "mounted"])
        #expect(table.excluded.map(\.reason) == ["other-mount"])
        #expect(table.excluded.map(\.items) == [1])
        let crossed = try walk { $0.crossesMounts = true }
        #expect(paths(crossed).contains("mounted/file"))
        #expect(crossed.excluded.isEmpty)
    }
}
