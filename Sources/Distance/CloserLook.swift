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

    /// How often a file is looked at that changes while it is.
    private static let patience = 3

    /// What is to be looked at next, one by one; nothing once every file is settled.
    mutating func nextLook() -> [LookRequest] {
        let waiting = files.indices.filter { files[$0].state == .waiting }
        if looks < Self.patience, !waiting.isEmpty {
            looks += 1
            return waiting.map { index in
                let isSmall = files[index].record.size <= Self.small
                return LookRequest(
                    index: index, limit: isSmall ? Int(Self.small) : Examination.chunk,
                    wantsDigest: !isSmall)
            }
        }
        for index in waiting { files[index].state = .changed }
        let unsure = files.indices.filter { files[$0].state == .wantsMore }
        guard looks <= Self.patience, !unsure.isEmpty else {
            for index in unsure { files[index].state = .done }
            return []
        }
        looks = Self.patience + 1
        return unsure.map { LookRequest(index: $0, limit: Self.most, wantsDigest: false) }
    }

    /// The paths and bytes of the files that are asked for, and what is wanted of each.
    func list(_ requests: [LookRequest]) -> (text: [UInt8], bytes: UInt64) {
        var list: [UInt8] = []
        var bytes: UInt64 = 0
        for request in requests {
            let file = files[request.index]
            list += Array("\(request.wantsDigest ? "h" : "n")\(request.limit) ".utf8)
            list += file.travelling + [0]
            bytes &+= request.wantsDigest ? file.record.size : 0
        }
        return (list, bytes)
    }

    /// Takes what a look at a file told.
    mutating func take(_ request: LookRequest, _ outcome: LookReader.Outcome) {
        switch outcome {
        case .gone: files[request.index].state = .gone
        case .denied: files[request.index].state = .denied
        case .failed: files[request.index].state = .failed
        case .seen(let answer):
            if looks > Self.patience {
                lookedOn(request.index, answer)
            } else {
                looked(request.index, answer)
            }
        }
    }

    /// What the file is before and after, its first bytes, its digest.
    private mutating func looked(_ index: Int, _ seen: LookAnswer) {
        let before = seen.before.record
        files[index].record.take(before)
        guard before.isUnmoved(seen.after.record) else { return }
        if UInt64(seen.bytes.count) == before.size {
            finish(index, seen.bytes, digest: SHA256.digest(seen.bytes))
        } else if let digest = seen.digest {
            finish(index, seen.bytes, digest: digest)
        }
    }

    /// More of a file that the examiner wants more of.
    private mutating func lookedOn(_ index: Int, _ seen: LookAnswer) {
        guard files[index].record.isUnmoved(seen.before.record) else { return }
        finish(index, seen.bytes, digest: files[index].record.digest)
    }

    /// Looks at files by the tools of the host.
    mutating func stream(_ requests: [LookRequest]) throws(PlacesError) {
        let (list, bytes) = list(requests)
        let script = script([
            "F='\(place.greeting.stat == .gnu ? Self.fine : Self.coarse)'", Self.look,
        ])
        var reader = LookReader(requests, mark: script.mark)
        let patience = place.reachOptions.idleTimeout + Int(clamping: bytes / 20_000_000)
        try place.ask(script, input: list, patience: patience) { bytes, pace throws(PlacesError) in
            pace.gained(bytes: bytes.count)
            do throws(LookFault) {
                try reader.take(bytes) { take($0, $1) }
            } catch {
                throw place.garbled("contents nobody asked for")
            }
        }
    }

    private static let fine = "%f %s %u %g %.9Y %.9Z %h %i %d"
    private static let coarse = "%f %s %u %g %Y %Z %h %i %d"
}
