import Vocabulary

/// Systems that are seen and not read: told, never passed over.
enum NotUnderstood {
    private static func isManifest(
        _ path: PathBytes, named name: String, _ documents: any Documents
    ) -> Bool {
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml"),
            ["k8s", "kubernetes", "manifests", "kube"].contains(where: { folder in
                path.folder.bytes.split(separator: UInt8(ascii: "/")).contains {
                    $0.elementsEqual(folder.utf8)
                }
            }), let bytes = documents.bytes(of: path)
        else { return false }
        return ["Deployment", "StatefulSet", "DaemonSet", "CronJob", "Pod"].contains {
            bytes.holds("kind: " + $0)
        }
    }

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
                where [".pod", ".kube", ".volume", ".network"].contains {
                    name.hasSuffix($0)
                } && path.folder.text.contains("containers/systemd"): "a Quadlet file"
                case let name
                where name.hasSuffix(".plist") && path.folder.name.text.hasPrefix("Launch"):
                    "a launchd job"
                case let name where isManifest(path, named: name, documents):
                    "a Kubernetes manifest"
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
