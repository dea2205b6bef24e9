import Glibc
public import Places
public import Vocabulary

extension RemotePlace {
    /// The content of a regular file below a root; a link on the way below the root is refused.
    public func read(
        _ path: PathBytes, below root: PathBytes, limit: Int
    ) throws(PlacesError) -> [UInt8] {
        let file = try one(path, below: root, count: limit + 1)
        guard file.count <= limit else { throw .larger(path: path, limit: limit) }
        return file
    }

    /// The first bytes of a regular file below a root, at most `count`.
    public func head(
        of path: PathBytes, below root: PathBytes, count: Int
    ) throws(PlacesError) -> [UInt8] {
        try one(path, below: root, count: count)
    }

    private func one(
        _ path: PathBytes, below root: PathBytes, count: Int
    ) throws(PlacesError) -> [UInt8] {
        let shown = path.isEmpty ? root : path
        let dots = path.bytes.split(separator: UInt8(ascii: "/")).contains {
            $0.elementsEqual("..".utf8)
        }
        guard !dots, path.bytes.first != UInt8(ascii: "/"), !path.bytes.contains(0) else {
            throw .outside(path: path)
        }
        let wanted = Wanted(path, below: root)
        if let kept = documents.text(at: wanted.absolute) { return Array(kept.prefix(count)) }
        switch try fetch([wanted], count: count)[0] {
        case .bytes(let bytes):
            if bytes.count < count { documents.keep(bytes, at: wanted.absolute) }
            return bytes
        case .gone: throw .failed(what: "read", path: shown, SystemError(ENOENT))
        case .denied: throw .failed(what: "read", path: shown, SystemError(EACCES))
        case .link: throw .failed(what: "read", path: shown, SystemError(ELOOP))
        case .other: throw .notAFile(path: shown)
        }
    }

    /// Several files at once, in one round trip; what is larger than the limit is missing.
    public func read(_ wanted: [Wanted], limit: Int) -> [PathBytes: [UInt8]] {
        var found: [PathBytes: [UInt8]] = [:]
        var missing: [Wanted] = []
        for file in wanted {
            if let kept = documents.text(at: file.absolute) {
                found[file.absolute] = kept
            } else {
                missing.append(file)
            }
        }
        guard !missing.isEmpty, let fetched = try? fetch(missing, count: limit + 1) else {
            return found
        }
        for (file, outcome) in zip(missing, fetched) {
            guard case .bytes(let bytes) = outcome, bytes.count <= limit else { continue }
            documents.keep(bytes, at: file.absolute)
            found[file.absolute] = bytes
        }
        return found
    }

    /// The first bytes of several files, in one round trip.
    public func heads(of wanted: [Wanted], count: Int) -> [PathBytes: [UInt8]] {
        guard !wanted.isEmpty, let fetched = try? fetch(wanted, count: count) else { return [:] }
        var found: [PathBytes: [UInt8]] = [:]
        for (file, outcome) in zip(wanted, fetched) {
            if case .bytes(let bytes) = outcome { found[file.absolute] = bytes }
        }
        return found
    }

    /// What became of a file that was asked for.
    private enum Fetched {
        case bytes([UInt8])
        case gone
        case denied
        case link
        case other
    }

    // Every folder between root and file is entered by its name and must not be a link.
    private static let fetching = #"""
        export MARK
        xargs -0 sh -c '
        for a; do
            l=${a%%/*}; a=${a#*/}; n=${a%%/*}; a=${a#*/}
            p=$a; r=/
            cd / || exit
            while [ "$n" -gt 0 ]; do
                s=${p%%/*}; p=${p#*/}; n=$((n-1))
                [ -n "$s" ] && { cd "./$s" 2>/dev/null || p=; }
            done
            t=
            while [ "${p#*/}" != "$p" ]; do
                s=${p%%/*}; p=${p#*/}
                if [ -h "./$s" ]; then t=l; break; fi
                cd "./$s" 2>/dev/null || { t=g; break; }
            done
            if [ -n "$t" ]; then :
            elif [ -h "./$p" ] && [ "$n" = 0 ]; then t=l
            elif [ ! -e "./$p" ]; then t=g
            elif [ ! -f "./$p" ]; then t=o
            elif [ ! -r "./$p" ]; then t=d
            else t=f; fi
            printf "%s" "$t"
            if [ $t = f ]; then head -c "$l" "./$p" 2>/dev/null; fi
            printf "%s" "$MARK"
        done' sh
        true
        """#

    private func fetch(_ wanted: [Wanted], count: Int) throws(PlacesError) -> [Fetched] {
        let slash = UInt8(ascii: "/")
        var list: [UInt8] = []
        for file in wanted {
            // The count of segments that belong to the root and may be links; a root that is the
            // file itself has its last segment below that.
            let segments = file.absolute.bytes.split(separator: slash)
            let above = file.root.bytes.split(separator: slash).count - (file.path.isEmpty ? 1 : 0)
            list += Array("\(count)/\(max(above, 0))/".utf8)
            list += Array(segments.joined(separator: [slash])) + [0]
        }
        let script = Script(Self.fetching)
        let mark = Array(script.mark.utf8)
        var answers: [Fetched] = []
        var held: [UInt8] = []
        try ask(script, input: list) { bytes, pace throws(PlacesError) in
            pace.gained(bytes: bytes.count)
            let from = max(held.count - mark.count, 0)
            held.append(contentsOf: bytes)
            var search = from
            while let found = held[search...].firstRange(of: mark) {
                answers.append(try self.answer(held[..<found.lowerBound]))
                held.removeFirst(found.upperBound)
                search = 0
            }
            guard held.count <= count + mark.count + 1 else {
                throw garbled("more of a file than was asked for")
            }
        }
        guard answers.count == wanted.count else {
            throw garbled("fewer files than were asked for")
        }
        return answers
    }

    private func answer(_ bytes: ArraySlice<UInt8>) throws(PlacesError) -> Fetched {
        switch bytes.first {
        case UInt8(ascii: "f"): .bytes(Array(bytes.dropFirst()))
        case UInt8(ascii: "g"): .gone
        case UInt8(ascii: "d"): .denied
        case UInt8(ascii: "l"): .link
        case UInt8(ascii: "o"): .other
        default: throw garbled("a file of no kind")
        }
    }

    /// Runs a program there; standard output and error are kept up to the limit.
    public func run(_ command: Command) throws(PlacesError) -> CommandResult {
        let words = (command.environment.map { ["env", "-i"] + $0 } ?? []) + command.arguments
        let assigned = words.enumerated().map { index, word in
            Script.assign("w\(index)", PathBytes(word))
        }
        let names = words.indices.map { "\"$w\($0)\"" }.joined(separator: " ")
        let script = Script((assigned + [names]).joined(separator: "\n"))
        var output: [UInt8] = []
        var isCut = false
        let ended = try ask(
            script, input: command.input, patience: max(command.timeout / 1000, 1)
        ) { bytes, pace throws(PlacesError) in
            let room = max(command.outputLimit - output.count, 0)
            pace.gained(bytes: min(bytes.count, room))
            if bytes.count > room { isCut = true }
            output.append(contentsOf: bytes.prefix(room))
        }
        let status = ended.status ?? 0
        return CommandResult(
            ending: status > 128 ? .signalled(status - 128) : .exited(status), output: output,
            errors: Array(ended.errors.prefix(command.outputLimit)), isCut: isCut)
    }
}
