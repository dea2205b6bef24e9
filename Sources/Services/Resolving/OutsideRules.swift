import Formats
import Vocabulary

/// Whether a host that no service answers to is an endpoint outside that is needed.
struct OutsideRules {
    /// Host names under which the system itself is reached.
    let ownHosts: Set<String>

    /// Whether the value of a leaf names an endpoint of its service.
    func isEndpoint(
        _ host: String, _ reference: Reference, _ leaf: ServiceDraft.Leaf, of draft: ServiceDraft
    ) -> Bool {
        HostWords.isExternal(host) && !ownHosts.contains(host) && !isEnginesOwn(host)
            && !KeyWords.isOwnAddress(leaf.key) && !KeyWords.isCitation(leaf.key)
            && !isOwnName(leaf.key, draft) && !isRepository(host, leaf)
    }

    /// Whether a file of configuration names somebody's repository, rather than a forge's service.
    private func isRepository(_ host: String, _ leaf: ServiceDraft.Leaf) -> Bool {
        guard leaf.key.hasPrefix("config."), Self.forges.contains(host),
            let at = leaf.value.firstRange(of: host)
        else { return false }
        let path = leaf.value[at.upperBound...].split(separator: "/")
        return path.count >= 2
    }

    private static let forges: Set<String> = [
        "github.com", "gitlab.com", "codeberg.org", "bitbucket.org", "sr.ht",
        "raw.githubusercontent.com", "huggingface.co",
    ]

    /// `GITEA_ROOT_URL` of the image `gitea/gitea`: how it is reached itself.
    private func isOwnName(_ key: String, _ draft: ServiceDraft) -> Bool {
        guard key.hasPrefix("environment.") else { return false }
        let words = KeyWords.words(key)
        guard let last = words.last, ["url", "host", "hostname", "uri"].contains(last),
            words.count <= 3, let first = words.first
        else { return false }
        let image = draft.service.image?.split(separator: ":").first.map(String.init) ?? ""
        let base = image.split(separator: "/").last.map(String.init) ?? ""
        let own = [draft.service.name, base].map { $0.lowercased().filter { $0 != "-" } }
        return own.contains { $0 == first || $0 == words.dropLast().joined() }
    }

    /// Addresses of the engine's own networks are not places.
    private func isEnginesOwn(_ host: String) -> Bool {
        guard HostWords.isAddress(host), host.hasPrefix("172.") else { return false }
        let second = host.split(separator: ".").dropFirst().first.flatMap { Int($0) } ?? 0
        return (17...31).contains(second)
    }
}
