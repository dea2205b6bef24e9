internal import Vocabulary

/// Shell text that finds things on a source host.
enum SourceText {
    /// Sets `c` to the id of a service's container, running or not.
    static func container(_ service: Service) -> String {
        let group = Identifiers.group(of: service.id) ?? ""
        if service.kinds.contains("compose") {
            let project = ShellText.quote("label=com.docker.compose.project=\(group)")
            let name = ShellText.quote("label=com.docker.compose.service=\(service.name)")
            return """
                c=$(docker ps --all --quiet --filter \(project) --filter \(name) | head -n 1)
                test -n "$c"
                """
        }
        return "c=\(ShellText.quote(service.aliases.first ?? service.name))"
    }

    /// Exits 0 where a service has no container at all, running or not; an engine that cannot be
    /// asked says nothing of the kind.
    static func containerIsGone(_ service: Service) -> String {
        guard service.kinds.contains("compose") else {
            let name = ShellText.quote("name=^/?\(service.aliases.first ?? service.name)$")
            return "c=$(docker ps --all --quiet --filter \(name))\ntest -z \"$c\""
        }
        return container(service).replacingTest("test -z \"$c\"")
    }

    /// Sets `src` to the folder or file that holds a store's bytes.
    static func path(_ carriage: Carriage) -> String {
        if let path = carriage.store.path, carriage.store.kind != .volume {
            return "src=\(ShellText.quote(path.text))"
        }
        if carriage.store.kind == .volume {
            let name = ShellText.quote(carriage.store.name)
            return "src=$(docker volume inspect --format '{{.Mountpoint}}' \(name))"
        }
        guard let owner = carriage.owner, let at = carriage.at else {
            return "src=\(ShellText.quote(carriage.store.path?.text ?? "/nonexistent"))"
        }
        let format = "{{range .Mounts}}{{if eq .Destination \"\(at)\"}}{{.Source}}{{end}}{{end}}"
        return container(owner)
            + "\nsrc=$(docker inspect --format \(ShellText.quote(format)) \"$c\")"
    }

    /// Prints the digest of every file below `$1`, sorted by name.
    static let digests = """
        digests() {
          if [ -d "$1" ]; then
            (cd "$1" && find . -type f -print0 | LC_ALL=C sort --zero-terminated \\
              | xargs --null --no-run-if-empty sha256sum)
          else
            (cd "$(dirname "$1")" && sha256sum "$(basename "$1")")
          fi
        }
        """
}
