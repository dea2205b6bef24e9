import Vocabulary

/// Names under which the system itself is reached from outside, as its proxies say.
enum ServedHosts {
    static func find(_ drafts: [ServiceDraft], _ documents: any Documents) -> Set<String> {
        var hosts: Set<String> = []
        for draft in drafts {
            for path in draft.configuration {
                let name = path.name.text.lowercased()
                guard name.hasSuffix(".conf") || name.contains("caddy"),
                    let bytes = documents.bytes(of: path)
                else { continue }
                hosts.formUnion(DirectiveText.servedHosts(bytes, isCaddy: name.contains("caddy")))
            }
            for leaf in draft.leaves where leaf.key.hasPrefix("labels") {
                var rest = Substring(leaf.value)
                while let mark = rest.firstRange(of: "Host(`") {
                    rest = rest[mark.upperBound...]
                    hosts.insert(String(rest.prefix { $0 != "`" }))
                }
            }
        }
        return hosts
    }
}
