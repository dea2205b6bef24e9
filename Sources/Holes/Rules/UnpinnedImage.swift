import Vocabulary

extension Rule {
    /// An image whose name moves.
    static let unpinnedImage = Rule(
        "BP0118", "unpinned-image", .low,
        why:
            "the same name is another program next week; the one that works today can then not be had again"
    ) { sight in
        sight.services.filter { service in
            guard let image = service.image, service.imageDigest == nil, service.build == nil,
                !image.contains("@sha256:")
            else { return false }
            let tag = image.split(separator: "/").last.flatMap { name in
                name.contains(":") ? name.split(separator: ":").last.map(String.init) : nil
            }
            return tag == nil || Self.moving.contains(tag ?? "")
        }.map { service in
            Asking(
                subject: service.id,
                question: "Which version of \(service.image ?? "") runs as \(service.name)?",
                evidence: service.evidence)
        }
    }

    private static let moving: Set<String> = [
        "latest", "stable", "main", "master", "edge", "nightly", "dev", "develop", "rolling",
        "current", "beta", "lts", "alpine", "slim",
    ]
}
