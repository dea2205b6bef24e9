public import Places
import Vocabulary

extension RemotePlace {
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

    /// Several files in one round trip.
    public func fetch(_ wanted: [Wanted], count: Int) throws(PlacesError) -> [Fetched] {
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
