/// Paths that stand in running text.
enum PathWords {
    /// Words that have a slash or a file's ending, without the punctuation around them.
    static func find(in text: String) -> [String] {
        text.split { $0.isWhitespace || "\"'`()[]{}<>,;|".contains($0) }.compactMap { word in
            var path = word
            while let last = path.last, ".:!?*".contains(last) { path = path.dropLast() }
            if path.hasPrefix("@") { path = path.dropFirst() }
            guard !path.contains("://"), path.count > 2 else { return nil }
            if path.contains("/") { return String(path) }
            guard let dot = path.lastIndex(of: "."), dot != path.startIndex else { return nil }
            let ending = path[path.index(after: dot)...]
            return (1...5).contains(ending.count)
                && ending.allSatisfy { $0.isLetter || $0.isNumber }
                && ending.contains(where: \.isLetter) ? String(path) : nil
        }
    }
}
