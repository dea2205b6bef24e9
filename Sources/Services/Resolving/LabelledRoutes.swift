import Vocabulary

/// Proxies that learn their upstreams from the engine: who is labelled is called.
///
/// Traefik reads `traefik.*` labels, caddy-docker-proxy `caddy*` labels, nginx-proxy the variable
/// `VIRTUAL_HOST` (each by its own documentation).
struct LabelledRoutes {
    private let drafts: [ServiceDraft]
    private let documents: any Documents

    init(_ drafts: [ServiceDraft], _ documents: any Documents) {
        self.drafts = drafts
        self.documents = documents
    }

    private enum Proxy {
        case traefik, caddy, nginx
    }

    /// An edge from each such proxy to each service that it can reach and that asks for it.
    func edges() -> [Dependency] {
        drafts.indices.flatMap { proxy -> [Dependency] in
            guard let kind = Self.kind(drafts[proxy]) else { return [] }
            return drafts.indices.filter { $0 != proxy && canReach($0, from: proxy) }
                .compactMap { service in
                    guard let leaf = Self.request(drafts[service], to: kind) else { return nil }
                    return edge(proxy, service, leaf)
                }
        }
    }

    private func edge(_ proxy: Int, _ service: Int, _ leaf: ServiceDraft.Leaf) -> Dependency {
        Dependency(
            from: drafts[proxy].service.id, to: drafts[service].service.id, kind: .network,
            evidence: [
                Evidence(
                    .inferred, rule: "labels.route",
                    says:
                        "\(drafts[service].service.name) asks \(drafts[proxy].service.name) for a route",
                    at: documents.locator(leaf.file, line: leaf.line))
            ])
    }

    private static func kind(_ draft: ServiceDraft) -> Proxy? {
        let image = draft.service.image ?? ""
        let name = image.split(separator: "@").first?.split(separator: "/").last ?? ""
        let base = name.split(separator: ":").first.map(String.init) ?? ""
        let seesEngine = draft.service.mounts.contains { $0.store.hasSuffix("docker.sock") }
        if base == "traefik" {
            let asks = draft.leaves.contains {
                ($0.key + $0.value).lowercased().contains("docker")
                    || ($0.key + $0.value).lowercased().contains("swarm")
            }
            return seesEngine || asks ? .traefik : nil
        }
        if base.contains("caddy-docker-proxy") { return .caddy }
        return base == "nginx-proxy" || base == "docker-gen" ? .nginx : nil
    }

    private static func request(_ draft: ServiceDraft, to proxy: Proxy) -> ServiceDraft.Leaf? {
        switch proxy {
        case .nginx: return draft.leaves.first { $0.key == "environment.VIRTUAL_HOST" }
        case .caddy:
            return draft.leaves.first {
                $0.key == "labels.caddy" || $0.key.hasPrefix("labels.caddy.")
                    || $0.key.hasPrefix("labels.caddy_")
            }
        case .traefik: return traefik(draft)
        }
    }

    private static func traefik(_ draft: ServiceDraft) -> ServiceDraft.Leaf? {
        let labels = draft.leaves.filter {
            $0.key.hasPrefix("labels.traefik.") || $0.key.hasPrefix("deploy.labels.traefik.")
        }
        func has(_ text: String) -> ServiceDraft.Leaf? {
            labels.first { $0.key.contains(text) }
        }
        let isOff = labels.contains { $0.key.hasSuffix("traefik.enable") && $0.value == "false" }
        if isOff { return nil }
        return has(".routers.") ?? has("loadbalancer") ?? has("traefik.frontend")
            ?? has(
                "traefik.enable")
    }

    private func canReach(_ service: Int, from proxy: Int) -> Bool {
        guard
            drafts[service].service.isVariant == drafts[proxy].service.isVariant
                || drafts[service].service.group == drafts[proxy].service.group
        else { return false }
        let own = drafts[proxy].networks
        return own.contains("host") || !own.isDisjoint(with: drafts[service].networks)
    }
}
