import Places
import Vocabulary

/// A walked table as lines: a head, one line per entry in path order, one per exclusion and
/// problem, and a tail that counts them, so that a reader knows that it has everything.
struct TableLines {
    private let table: FileTable

    init(_ table: FileTable) {
        self.table = table
    }

    func write(to output: Output) {
        var out = JSONWriter()
        out.object { out in
            out.field("kind", "walk")
            out.field("root", path: table.root)
            out.field("began", table.began)
        }
        out.endLine()
        add(&out, table.rootRecord, PathBytes(bytes: []), target: nil)
        for (record, path) in table.inPathOrder {
            add(&out, table.records[record], path, target: table.targets[UInt32(record)])
            if out.bytes.count > 1 << 16 { output.write(out.drain()) }
        }
        for exclusion in table.excluded {
            exclusion.write(to: &out)
            out.endLine()
        }
        for problem in table.problems {
            problem.write(to: &out)
            out.endLine()
        }
        out.object { out in
            out.field("kind", "end")
            out.field("entries", table.records.count + 1)
            out.field("problems", table.problems.count)
        }
        out.endLine()
        output.write(out.drain())
    }

    private func add(
        _ out: inout JSONWriter, _ record: FileRecord, _ path: PathBytes, target: PathBytes?
    ) {
        out.object { out in
            out.field("path", path: path)
            out.field("type", record.type.word)
            out.field("size", record.size)
            out.field("mode", Int(record.mode))
            out.field("uid", record.uid)
            out.field("gid", record.gid)
            out.field("modified", record.modified)
            out.field("changed", record.changed)
            out.field("inode", record.inode)
            out.field("links", record.links)
            if record.flags & FileRecord.Flag.digested != 0 {
                out.field("digest", record.digest.hexadecimal)
            }
            out.field("target", path: target)
            out.field("excluded", record.flags & FileRecord.Flag.excluded != 0)
            out.field("unread", record.flags & FileRecord.Flag.unread != 0)
            out.field("torn", record.flags & FileRecord.Flag.torn != 0)
        }
        out.endLine()
    }
}
