import Knowledge
import Vocabulary

/// Gives each draft the values of the configuration files that belong to it.
struct ConfigurationFiles {
    let documents: any Documents
    let playbooks: Playbooks

    /// The drafts with the leaves of their configuration.
    func attached(_ drafts: [ServiceDraft]) -> [ServiceDraft] {
        let files = documents.files
        return drafts.map { draft in
            var draft = draft
            var seen: Set<PathBytes> = []
            for path in owned(by: draft, files) where seen.insert(path).inserted && seen.count <= 60
            {
                guard let bytes = documents.bytes(of: path), bytes.count < 512 << 10 else {
                    continue
                }
                let name = path.name.text
                for leaf in ConfigurationText.leaves(path, bytes) {
                    draft.leaves.append(
                        .init(
                            key: key(leaf.key, in: name), value: leaf.value, file: path,
                            line: leaf.line))
                }
            }
            draft.configuration = seen.sorted()
            return draft
        }
    }

    private func key(_ key: String, in file: String) -> String {
        key == "upstream.host" ? key : "config." + key
    }

    private func owned(by draft: ServiceDraft, _ files: [PathBytes]) -> [PathBytes] {
        var found = draft.configuration
        for mount in draft.mountedAt {
            if documents.type(of: mount.source) == .file {
                found.append(mount.source)
            } else if documents.type(of: mount.source) == .folder, isConfiguration(mount.at) {
                found += files.filter {
                    $0.isWithin(mount.source) && depth($0, below: mount.source) <= 3
                }.prefix(40)
            }
        }
        for leaf in draft.leaves
        where leaf.key.hasPrefix("command.") || leaf.key.hasPrefix("environment.") {
            let value =
                leaf.value.split(separator: "=", maxSplits: 1).last.map(String.init) ?? leaf.value
            guard value.contains("/") || value.contains("."), isText(value) else { continue }
            let candidates = [
                PathBytes(value),
                draft.service.workingFolder.map { PathBytes($0).appending(value) },
                mapped(value, draft), leaf.file.folder.appending(value),
            ]
            found += candidates.compactMap { $0?.normalised }.filter {
                documents.type(of: $0) == .file
            }.prefix(1)
        }
        if let build = draft.service.build {
            found += files.filter {
                $0.isWithin(build) && depth($0, below: build) <= 2 && isApplicationConfig($0)
            }.prefix(20)
        }
        if draft.service.kinds.contains("unit"), let folder = draft.service.workingFolder {
            found += files.filter {
                $0.isWithin(PathBytes(folder)) && depth($0, below: PathBytes(folder)) == 1
                    && isApplicationConfig($0)
            }.prefix(8)
        }
        return found
    }

    /// A path inside the service as it lies on the place.
    private func mapped(_ value: String, _ draft: ServiceDraft) -> PathBytes? {
        let inside = PathBytes(value)
        for mount in draft.mountedAt where inside.isWithin(PathBytes(mount.at)) {
            let below = inside.bytes.dropFirst(mount.at.utf8.count).drop { $0 == UInt8(ascii: "/") }
            return mount.source.appending(PathBytes(bytes: Array(below)))
        }
        return nil
    }

    private func depth(_ path: PathBytes, below folder: PathBytes) -> Int {
        path.bytes.count { $0 == UInt8(ascii: "/") }
            - folder.bytes.count { $0 == UInt8(ascii: "/") }
    }

    private func isText(_ value: String) -> Bool {
        [".yaml", ".yml", ".json", ".toml", ".conf", ".cfg", ".ini", ".json5"].contains {
            value.hasSuffix($0)
        } || value.hasSuffix("Caddyfile")
    }

    private func isConfiguration(_ inside: String) -> Bool {
        inside.hasPrefix("/etc") || inside.contains("conf") || inside.contains("provision")
            || inside.contains("rules") || inside.contains("settings")
    }

    private func isApplicationConfig(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        let stem = name.split(separator: ".").first.map(String.init) ?? name
        let stems = [
            "config", "settings", "application", "appsettings", "app", "default", "production",
            "nginx", "caddyfile", "prometheus",
        ]
        return stems.contains(stem) && (isText(name) || name == "caddyfile")
            && !CrontabNames.isCopy(path)
    }
}
