import Vocabulary

extension Documents {
    /// The regular files below a folder, found by halving: `files` is in byte order.
    func files(below folder: PathBytes) -> ArraySlice<PathBytes> {
        let all = files
        let place = placed(folder)
        let isEnded = place.bytes.last == UInt8(ascii: "/")
        let prefix = isEnded ? place : PathBytes(bytes: place.bytes + [UInt8(ascii: "/")])
        var low = all.startIndex
        var high = all.endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if all[middle] < prefix { low = middle + 1 } else { high = middle }
        }
        return all[low...].prefix { $0.bytes.starts(with: prefix.bytes) }
    }
}
