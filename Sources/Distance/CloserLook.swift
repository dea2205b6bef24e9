import Places
import Vocabulary

extension Contents {
    private static let look = #"""
        export F MARK
        xargs -0 sh -c '
        for a; do
            l=${a%% *}; f=${a#* }; k=${l%%[0-9]*}; l=${l#?}
            if [ -h "$f" ] || [ ! -f "$f" ]; then printf "g\0"; continue; fi
            if [ ! -r "$f" ]; then printf "d\0"; continue; fi
            s=$(stat -c "$F" "$f" 2>/dev/null) || { printf "g\0"; continue; }
            printf "s%s\0" "$s"
            head -c "$l" "$f" 2>/dev/null
            printf "%s" "$MARK"
            h=-; if [ "$k" = h ]; then h=$(sha256sum <"$f" 2>/dev/null); fi
            printf "%s\0s%s\0" "${h%% *}" "$(stat -c "$F" "$f" 2>/dev/null)"
        done' sh
        true
        """#

    /// Looks at files one by one: what they are before and after, their first bytes, their digest.
    mutating func look(closer wanted: [Int]) throws(PlacesError) {
        let requests = wanted.map { index in
            let isSmall = files[index].record.size <= Self.small
            return LookRequest(
                index: index, limit: isSmall ? Int(Self.small) : Examination.chunk,
                wantsDigest: !isSmall)
        }
        try stream(requests) { contents, index, seen in
            let before = seen.before.record
            contents.files[index].record.take(before)
            guard before.isUnmoved(seen.after.record) else { return }
            if UInt64(seen.bytes.count) == before.size {
                contents.finish(index, seen.bytes, digest: SHA256.digest(seen.bytes))
            } else if let digest = seen.digest {
                contents.finish(index, seen.bytes, digest: digest)
            }
        }
    }

    /// Gives the examiner more of the files it wants more of.
    mutating func lookOn() throws(PlacesError) {
        let wanted = files.indices.filter { files[$0].state == .wantsMore }
        if wanted.isEmpty { return }
        let requests = wanted.map { LookRequest(index: $0, limit: Self.most, wantsDigest: false) }
        try stream(requests) { contents, index, seen in
            guard contents.files[index].record.isUnmoved(seen.before.record) else { return }
            contents.finish(index, seen.bytes, digest: contents.files[index].record.digest)
        }
        for index in wanted where files[index].state == .wantsMore { files[index].state = .done }
    }

    private mutating func stream(
        _ requests: [LookRequest], _ body: (inout Contents, Int, LookAnswer) -> Void
    ) throws(PlacesError) {
        var list: [UInt8] = []
        var bytes: UInt64 = 0
        for request in requests {
            let file = files[request.index]
            list += Array("\(request.wantsDigest ? "h" : "n")\(request.limit) ".utf8)
            list += file.travelling + [0]
            bytes += file.record.size
        }
        let script = script([
            "F='\(place.greeting.stat == .gnu ? Self.fine : Self.coarse)'", Self.look,
        ])
        var reader = LookReader(requests, mark: script.mark)
        let patience = place.reachOptions.idleTimeout + Int(clamping: bytes / 20_000_000)
        try place.ask(script, input: list, patience: patience) { bytes, pace throws(PlacesError) in
            pace.gained(bytes: bytes.count)
            do throws(LookFault) {
                try reader.take(bytes) { request, outcome in
                    switch outcome {
                    case .gone: files[request.index].state = .gone
                    case .denied: files[request.index].state = .denied
                    case .seen(let answer): body(&self, request.index, answer)
                    }
                }
            } catch {
                throw place.garbled("contents nobody asked for")
            }
        }
    }

    private static let fine = "%f %s %u %g %.9Y %.9Z %h %i %d"
    private static let coarse = "%f %s %u %g %Y %Z %h %i %d"
}
