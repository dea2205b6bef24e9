import Formats
import Vocabulary

/// A place with one compose file, an override, a file of variables and nothing else; the bytes are
/// divided among them at NUL.
private struct Pieces: Documents {
    let place = Identifiers.local
    let roots: [PathBytes] = ["/p"]
    let owner: String? = nil
    let contents: [PathBytes: [UInt8]]
    var files: [PathBytes] { contents.keys.sorted() }

    init(_ bytes: [UInt8]) {
        let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        let names: [PathBytes] = ["/p/a.yaml", "/p/b.yaml", "/p/.env"]
        contents = Dictionary(uniqueKeysWithValues: zip(names, parts.map { Array($0) }))
    }

    func type(of path: PathBytes) -> ItemType? { contents[path] == nil ? nil : .file }
    func bytes(of path: PathBytes) -> [UInt8]? { contents[path] }
}

/// libFuzzer's entry: any bytes as a compose project.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let pieces = Pieces(Array(UnsafeBufferPointer(start: start, count: count)))
    _ = Compose.load(pieces.files.filter { $0 != "/p/.env" }, in: pieces, home: "/home/x")
    return 0
}
