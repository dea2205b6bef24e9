import Vocabulary

extension Rule {
    /// An image that is another one tomorrow.
    static let unpinnedImage = Rule(
        "BP0304", "unpinned-image", "Which version runs?"
    ) { facts in
        facts.services.compactMap { service in
            guard let image = service.image, service.build == nil, service.imageDigest == nil,
                let tag = MovingTag.of(image)
            else { return nil }
            return Finding(
                subject: service.id, question: "Which version of \(service.name) runs?",
                why: "the image is \(tag.isEmpty ? "named without a tag" : "tagged '\(tag)'"): "
                    + "the same line gives another program another day",
                severity: service.holdsState == true ? .medium : .low, evidence: service.origin)
        }
    }
}

/// Tags that name whatever is newest.
enum MovingTag {
    private static let moving: Set<String> = [
        "latest", "stable", "edge", "nightly", "main", "master", "dev", "develop", "rolling",
        "beta", "release", "current", "lts", "mainline", "head", "snapshot", "canary", "testing",
        "unstable", "rc", "next", "preview",
    ]

    /// The moving tag of an image reference, empty where it has none; nil where it is pinned.
    /// Grammar: distribution/reference, NAME[:TAG][@DIGEST].
    static func of(_ image: String) -> String? {
        if image.contains("@") || image.contains("‹") { return nil }
        let last = image.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let colon = last.firstIndex(of: ":") else { return "" }
        let tag = last[last.index(after: colon)...].lowercased()
        if tag.isEmpty || moving.contains(tag) { return tag }
        let hasNumber = tag.contains(where: \.isNumber)
        let words = tag.split { "-_.".contains($0) }.map(String.init)
        return !hasNumber && words.contains { moving.contains($0) } ? tag : nil
    }
}
