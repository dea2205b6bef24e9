internal import Knowledge
internal import Vocabulary

/// What one service needs on the target before it can start.
extension PlanBuilder {
    mutating func addService(_ service: Service) {
        noteMovedPorts(service)
        if isByHand(service) { return }
        if service.isSchedule,
            let kept = Self.supervised(services, inventory.dependencies)[service.id]
        {
            ask(
                service.id, "Shall \(service.name) still restart \(kept), and with what command?",
                because: "it reaches \(kept) through its container, and there will be none")
        }
        switch strategy(service) {
        case "package", "upstream-apt":
            addListen(service)
            adoptConfiguration(service)
            carrySettings(service)
        case "stays-in-container": addImage(service)
        default:
            if isHostUnit(service) {
                addHostUnit(service)
                return
            }
            if strategy(service) == "rootfs" { addRootFolder(service) }
            addEnvironment(service)
            addUnit(service)
        }
    }

    /// Whether it already is a unit of a host: its own unit file moves.
    func isHostUnit(_ service: Service) -> Bool {
        !service.isContainer && (service.kinds.contains("unit") || service.kinds.contains("timer"))
    }

    /// A port that moved must be told to whoever calls it.
    private mutating func noteMovedPorts(_ service: Service) {
        for listener in listeners.of(service.id) where listener.bound != listener.inside {
            if ["rootfs", "runtime", "vendor-binary"].contains(strategy(service)) {
                ask(
                    service.id,
                    "How is \(service.name) told to listen on port \(listener.bound)?",
                    because: "another service on the host binds \(listener.inside) already")
            }
            let callers = inventory.dependencies.filter { $0.to == service.id }.map(\.from)
            for caller in Set(callers).sorted() {
                rewrites.append(
                    Plan.RewriteEntry(
                        subject: caller,
                        rewrite: .init(
                            from: "\(service.name):\(listener.inside)",
                            to: "\(service.name):\(listener.bound)"),
                        because: "on one host two listeners cannot share a port"))
            }
        }
    }

    /// Tells a packaged server where to listen.
    private mutating func addListen(_ service: Service) {
        guard let listen = playbook(service)?.listen,
            let listener = listeners.of(service.id).first
        else { return }
        let address = listener.address == "*" ? "0.0.0.0" : listener.address
        var text = listen.text
        for (name, value) in [("{address}", address), ("{port}", String(listener.port))] {
            text = text.replacing(name, with: value)
        }
        let path = "files/config\(listen.file)"
        file(path, text)
        let id = "install/install/listen-\(unit(service))"
        var step = Step(
            id, .install, "\(service.name) listens on \(address):\(listener.port)",
            subject: service.id, place: target.place,
            action: run(id, "install -D --mode 0644 \(Self.folder)/\(path) \(listen.file)"),
            verify: [
                Check(
                    "same", .look("cmp \(Self.folder)/\(path) \(listen.file)"),
                    proves: "the file is the plan's")
            ],
            rollback: .run(argv: ["rm", "--force", listen.file]))
        step.needs = ids(.install).filter { $0.hasSuffix("/packages") } + ids(.prepare)
        step.effects.writes = ["\(target.place):\(listen.file)"]
        step.evidence = facts(service)
        add(step, to: .install)
    }

    /// Unpacks the image in use: the same programs and the same C library.
    private mutating func addRootFolder(_ service: Service) {
        let id = "install/copy/rootfs-\(unit(service))"
        let folder = "/var/lib/machines/\(unit(service))"
        let take = SourceText.container(service) + "\n" + Self.startText(unit(service))
        let dropIn = ShellText.quote("/etc/systemd/system/\(unit(service)).service.d/user.conf")
        let (new, root) = (ShellText.quote(folder + ".new"), ShellText.quote(folder))
        let put = """
            rm --recursive --force --one-file-system \(new) \(root)
            install --directory --mode 0755 \(new)
            tar --extract --file - --directory \(new) --numeric-owner --xattrs
            mv \(new)/\(ShellText.quote(unit(service))) \(root)
            rmdir \(new)
            if [ -s \(root)/.bedplate/user.conf ]; then
              install -D --mode 0644 \(root)/.bedplate/user.conf \(dropIn)
            fi
            """
        let remove = "rm --recursive --force --one-file-system \(new) \(root) \(dropIn)"
        let carried = carry(
            Piece(
                kind: "rootfs", service: service,
                title: "the files of the image of \(service.name) are taken out",
                from: service.image ?? service.name, take: take, put: put))
        guard let body = carried else { return }
        var step = Step(
            id, .copy, "unpack the image of \(service.name)", subject: service.id,
            place: target.place,
            action: .copy(
                from: service.image ?? service.name, to: folder, script: script(id, body)),
            verify: [
                Check(
                    "unpacked", .look("test -s \(folder)/.bedplate/start"),
                    proves: "the files and the start command of the image are there",
                    doesNotProve: "that it starts"),
                Check(
                    "layer",
                    .look("cd \(folder) && sha256sum --check --quiet .bedplate/layer"), level: 2,
                    proves: "what was written inside the container is there, byte by byte",
                    doesNotProve: "that the program reads it"),
            ],
            rollback: .look(remove), proven: .runHere)
        step.needs = arrived
        step.effects.writes = ["\(target.place):\(folder)"]
        step.evidence = facts(service)
        step.timeoutSeconds = 3600
        step.estimateSeconds = 60
        add(step, to: .install)
    }

    /// Packs an image's files below one folder, with a start script made of its own entry point.
    static func startText(_ name: String) -> String {
        """
        work=$(mktemp --directory)
        trap 'rm --recursive --force "$work"' EXIT
        root="$work/\(name)"
        install --directory "$root/.bedplate"
        docker export "$c" | tar --extract --file - --directory "$root" --numeric-owner
        quote='{{range .Config.Entrypoint}}{{printf "%q" .}} {{end}}{{range .Config.Cmd}}{{printf "%q" .}} {{end}}'
        {
          echo '#!/bin/sh'
          printf 'cd %s || exit 1\\n' "$(docker inspect --format '{{or .Config.WorkingDir "/"}}' "$c")"
          printf 'exec %s\\n' "$(docker inspect --format "$quote" "$c" | sed 's/[$`]/\\\\&/g')"
        } > "$root/.bedplate/start"
        chmod 0755 "$root/.bedplate/start"
        \(numbersText)
        docker diff "$c" | sed --quiet 's/^[AC] //p' | while IFS= read -r name; do
          if [ -f "$root$name" ] && [ ! -L "$root$name" ]; then (cd "$root" && sha256sum ".$name"); fi
        done > "$root/.bedplate/layer"
        if [ ! -s "$root/.bedplate/layer" ]; then
          (cd "$root" && sha256sum .bedplate/start > .bedplate/layer)
        fi
        tar --create --file - --numeric-owner --xattrs --directory "$work" .
        """
    }

    /// Writes the numbers of a user whom the image knows by name: on the host the name is nobody's.
    private static let numbersText = """
        user=$(docker inspect --format '{{.Config.User}}' "$c")
        user=${user%%:*}
        if [ -n "${user//[0-9]/}" ]; then
          sed --quiet "s/^$user:[^:]*:\\([0-9]*\\):\\([0-9]*\\):.*/[Service]\\nUser=\\1\\nGroup=\\2/p" \
            "$root/etc/passwd" > "$root/.bedplate/user.conf"
        fi
        """

    /// Something small that a step of this machine does on the target.
    func onTarget(_ text: String) -> Action {
        let strict = ShellText.quote("set -euo pipefail\n" + text)
        return .look(
            Target.login(of: target.place).map {
                "ssh -n \(ShellText.quote($0)) \(ShellText.quote("bash -c \(strict)"))"
            } ?? text)
    }

    /// An image that stays an image is brought over as it is.
    private mutating func addImage(_ service: Service) {
        guard !isInPlace, let image = service.image else { return }
        let id = "install/copy/image-\(unit(service))"
        let quoted = ShellText.quote(image)
        let carried = carry(
            Piece(
                kind: "image", service: service,
                title: "the image of \(service.name) is taken out", from: image,
                take: "docker save \(quoted)", put: "docker load"))
        guard let body = carried else { return }
        var step = Step(
            id, .copy, "bring the image of \(service.name) over", subject: service.id,
            place: target.place, action: .copy(from: image, to: image, script: script(id, body)),
            verify: [
                Check(
                    "there", .look("docker image inspect \(quoted) > /dev/null"),
                    proves: "the image is on the target")
            ],
            rollback: .nothing(because: "an image that nothing runs harms nobody"))
        step.needs = ids(.install).filter { $0.hasSuffix("/packages") } + arrived
        step.evidence = facts(service)
        add(step, to: .install)
    }
}
