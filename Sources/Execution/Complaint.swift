internal import Vocabulary

/// What a failing program printed, as far as it may be shown: words of an allow-list, paths,
/// small numbers; every other word is hidden, because nobody knows what it holds.
enum Complaint {
    /// The last lines, at most four, each at most 160 characters.
    static func lines(_ errors: [UInt8]) -> [String] {
        let lines = errors.suffix(8192).split(separator: UInt8(ascii: "\n"))
        return lines.suffix(4).map { line in
            let words = String(decoding: line.prefix(2048), as: UTF8.self).split(separator: " ")
            return String(words.map(shown).joined(separator: " ").prefix(160))
        }
    }

    private static func shown(_ word: Substring) -> String {
        let bare = word.filter { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "'") }
            .lowercased()
        if word.allSatisfy({ $0.isASCII && !$0.isNumber }), known.contains(bare) {
            return String(word)
        }
        if let number = Int(word.trimming(":,.")), number < 100_000 { return String(word) }
        if isPath(word) { return String(word) }
        return "‹…›"
    }

    /// An absolute path of plain characters, none of its parts long enough for a key.
    private static func isPath(_ word: Substring) -> Bool {
        word.hasPrefix("/")
            && word.utf8.allSatisfy {
                $0 > 0x20 && $0 < 0x7F && !"@=?&;%".utf8.contains($0)
            } && word.split(separator: "/").allSatisfy { $0.utf8.count <= 24 }
    }

    private static let known = Set(
        """
        a access active address again all already also an and any apt-get archive argument at \
        available bash be because been before but by can cannot can't change closed cmp command \
        connect connection container could create crontab daemon database denied device different \
        differ directory disk docker does done e end enough eof error exist exists exit exited \
        failed failure fatal file find for found from gone group has have host if image in \
        index input install installed invalid is it job key left line link listening loaded lock \
        manager memory missing mount mv name network no not of on only open operation option or \
        out output overwrite owner package password path permission permitted pg_dump pg_restore \
        pipe port process program psql query read read-only ready redis-cli refused remove \
        required reset resource result role rm root running runuser script service sh sha256sum \
        signal socket space sqlite started stat state status stop stopped such sudo supported \
        system systemctl systemd table tar temporary terminated test that the there this timed \
        to too try type unable unexpected unit unknown unreachable user value version volume was \
        wc while with write written wrong zstd
        """.split(separator: " ").map(String.init))
}

extension Substring {
    /// Without such characters at both ends.
    fileprivate func trimming(_ characters: String) -> Substring {
        var out = self
        while let last = out.last, characters.contains(last) { out.removeLast() }
        while let first = out.first, characters.contains(first) { out.removeFirst() }
        return out
    }
}
