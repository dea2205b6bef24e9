import Vocabulary

/// Units that others pull in by a link in `TARGET.wants/` or `TARGET.requires/`: what `systemctl
/// enable` leaves behind (systemd.unit(5), *Description*).
struct UnitEnablement {
    /// One such link.
    struct Link {
        /// The unit it pulls in, which may be an instance of a template.
        let name: String
        /// What pulls it in.
        let target: String
        let path: PathBytes
        let isUser: Bool
    }

    /// All links of the place, by path.
    let links: [Link]
    private let locate: (PathBytes) -> String

    init(_ documents: any Documents) {
        links = documents.links.compactMap { path in
            let folder = path.folder.name.text
            let isPull = folder.hasSuffix(".wants") || folder.hasSuffix(".requires")
            guard isPull, path.text.contains("systemd/"), UnitReader.isUnit(path.name.text),
                let dot = folder.lastIndex(of: "."), !documents.isCopy(path)
            else { return nil }
            return Link(
                name: path.name.text, target: String(folder[..<dot]), path: path,
                isUser: path.text.contains("systemd/user/"))
        }
        locate = { documents.locator($0) }
    }

    /// What says that a unit starts by itself.
    func evidence(of unit: UnitReader.Unit) -> [Evidence] {
        links.filter { $0.name == unit.name && $0.isUser == unit.isUser }.map { link in
            Evidence(
                .observed, rule: "unit.enabled", says: "\(link.target) starts it",
                at: locate(link.path))
        }
    }
}
