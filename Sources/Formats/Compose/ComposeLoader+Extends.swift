internal import Vocabulary

/// A service of a file, as a link in a chain of extensions.
struct ComposeExtension: Hashable {
    let file: PathBytes
    let service: String
}

extension ComposeLoader {
    /// A service in long form, laid over what it extends; nil where it is reset or is no mapping.
    mutating func extended(
        _ link: ComposeExtension, among services: ComposeNode, in scope: ComposeScope,
        chain: [ComposeExtension]
    ) -> ComposeNode? {
        guard let raw = services[link.service] else { return nil }
        if raw.tag == "!reset" || raw.isNull && raw.tag != nil { return raw }
        guard raw.isMap else {
            problems.append(
                ComposeProblem(
                    "service \(link.service): expected a mapping, found \(raw.kindName)",
                    at: raw.origin))
            return nil
        }
        var canonical = ComposeCanonical(scope)
        let own = canonical.service(raw)
        problems.append(contentsOf: canonical.problems)
        guard let extends = own["extends"] else { return own }
        let bare = own.removing("extends")
        guard let base = base(extends, of: link, among: services, in: scope, chain: chain) else {
            return bare
        }
        return ComposeMerge.service(base, bare)
    }

    /// The service that another one extends, itself extended.
    private mutating func base(
        _ extends: ComposeNode, of link: ComposeExtension, among services: ComposeNode,
        in scope: ComposeScope, chain: [ComposeExtension]
    ) -> ComposeNode? {
        guard let name = extends["service"]?.string else {
            tell("extends: no service named", at: extends.origin)
            return nil
        }
        var (file, among, around) = (link.file, services, scope)
        if let path = extends["file"]?.string {
            file = scope.absolute(path)
            around = scope.at(file.folder)
            guard let raw = sources(file, at: extends.origin).first else { return nil }
            among = interpolated(raw, in: around)["services"] ?? ComposeNode(.map([]), like: raw)
        }
        let next = ComposeExtension(file: file, service: name)
        let walked = chain + [link]
        guard !walked.contains(next) else {
            tell("extends: \(name) extends itself in the end", at: extends.origin)
            return nil
        }
        guard walked.count < Self.depthLimit else {
            tell("extends: a chain longer than \(Self.depthLimit)", at: extends.origin)
            return nil
        }
        guard among[name] != nil else {
            tell("extends: no service \(name) in \(file.name.text)", at: extends.origin)
            return nil
        }
        return extended(next, among: among, in: around, chain: walked)
    }

    mutating func tell(_ message: String, at origin: ComposeOrigin) {
        problems.append(ComposeProblem(message, at: origin))
    }
}
