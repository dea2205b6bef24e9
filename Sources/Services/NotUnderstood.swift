import Vocabulary

/// Systems that are seen and not read: told, never passed over.
enum NotUnderstood {
    static func problems(_ documents: any Documents) -> [Problem] {
        documents.files.compactMap { path in
            let name = path.name.text
            let what: String? =
                switch name {
                case "Chart.yaml": "a Helm chart"
                case "kustomization.yaml", "kustomization.yml": "a Kustomize overlay"
                case let name where name.hasSuffix(".nomad") || name.hasSuffix(".nomad.hcl"):
                    "a Nomad job"
                case let name
                where [".container", ".pod", ".kube", ".volume", ".network"].contains {
                    name.hasSuffix($0)
                } && path.folder.text.contains("containers/systemd"): "a Quadlet file"
                default: nil
                }
            return what.map {
                Problem(
                    place: documents.place, path: path,
                    what: "\($0) was seen; its services are not read", code: "not-understood")
            }
        }
    }
}
