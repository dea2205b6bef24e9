internal import Knowledge
internal import Vocabulary

/// Configuration that was mounted into an image and that the package reads at its own path.
extension PlanBuilder {
    mutating func adoptConfiguration(_ service: Service) {
        guard let playbook = playbook(service) else { return }
        for mount in service.mounts.sorted(by: { $0.at < $1.at }) where isSetUp(mount, playbook) {
            guard let carriage = carriages.first(where: { $0.store.id == mount.store }),
                let from = carriage.store.path?.text
            else { continue }
            let found = adoption(of: mount, playbook)
            if let found, let made = found.made {
                let id = "install/install/config-\(unit(service))-\(slug(found.to))"
                guard !ids(.install).contains(id) else { continue }
                addAdoption(service, from: made, to: found.to, words: found.words, isMade: true)
            } else if let found {
                let to = found.to + mount.at.dropFirst(found.from.count)
                addAdoption(service, from: from, to: to, words: found.words)
            } else {
                ask(
                    service.id, "What of \(mount.at) does the package of \(service.name) need?",
                    because: "the image reads it, and nobody has said where the package does")
            }
        }
    }

    private func adoption(of mount: Service.Mount, _ playbook: Playbook) -> Playbook.Adoption? {
        playbook.adopts.first { PathBytes(mount.at).isWithin(PathBytes($0.from)) }
    }

    /// Whether the image makes its configuration of what is mounted and of its variables, and the
    /// plan carries what it made.
    func isMade(_ service: Service, _ playbook: Playbook) -> Bool {
        service.mounts.contains { adoption(of: $0, playbook)?.made != nil }
    }

    /// Whether a mount sets the service up; scripts of an image's first start do not.
    private func isSetUp(_ mount: Service.Mount, _ playbook: Playbook) -> Bool {
        guard !mount.at.hasPrefix("/docker-entrypoint"), mount.role != "socket" else {
            return false
        }
        let isData = playbook.stores.contains { keep in
            keep.role == "data" && keep.itemClass == .state && keep.at.contains(mount.at)
        }
        return !isData
            && (mount.role == "config" || mount.role == "secret" || mount.isReadOnly
                || playbook.adopts.contains { PathBytes(mount.at).isWithin(PathBytes($0.from)) })
    }

    private mutating func addAdoption(
        _ service: Service, from: String, to: String, words: [String: String],
        isMade: Bool = false
    ) {
        let id = "install/install/config-\(unit(service))-\(slug(to))"
        let all =
            rewrites(for: service)
            + words.sorted { $0.key < $1.key }.map { .init(from: $0.key, to: $0.value) }
        let take = isMade ? Self.taking(made: from, service) : Self.taking(from)
        guard let body = adoptionText(service, take, from, to, all) else { return }
        let derivation = Derivation(
            from: from, names: [], rewrites: all, to: to, script: script(id, body))
        let (path, before) = (ShellText.quote(to), ShellText.quote(to + ".before-bedplate"))
        var step = Step(
            id, .install, "\(to) is set up as in the container of \(service.name)",
            subject: service.id, place: target.place, action: .derive(derivation),
            verify: [
                Check(
                    "there", .look("test -e \(path) && test -s \(adoptedMark(service, to))"),
                    proves: "the configuration is there, and not the package's own",
                    doesNotProve: "that the package's version reads it; its start shows that"),
                Check(
                    "carried",
                    .look("sha256sum --check --quiet \(adoptedMark(service, to))"),
                    proves: "every file of it is what the container had, the plan's words led over"),
            ],
            rollback: .look(
                """
                if [ -e \(adoptedMark(service, to)) ]; then rm --recursive --force \(path); fi
                if [ -e \(before) ]; then rm --recursive --force \(path); mv \(before) \(path); fi
                rm --force \(adoptedMark(service, to))
                \(OwnFolder.leaving(Self.adopted))
                """), proven: .claimed)
        step.needs = arrived + ids(.install).filter { $0.hasSuffix("/packages") }
        step.effects.writes = ["\(target.place):\(to)"]
        step.evidence = facts(service)
        add(step, to: .install)
    }

    private static let adopted = "adopted"

    /// Lies there once a file of the package was replaced: that one is there tells nothing.
    private func adoptedMark(_ service: Service, _ to: String) -> String {
        ShellText.quote("/etc/bedplate/\(Self.adopted)/\(unit(service))-\(slug(to))")
    }

    private mutating func adoptionText(
        _ service: Service, _ take: String, _ from: String, _ to: String,
        _ rewrites: [Derivation.Rewrite]
    ) -> String? {
        let path = ShellText.quote(to)
        let before = ShellText.quote(to + ".before-bedplate")
        let edits = rewrites.map {
            " --expression "
                + ShellText.quote("s|\(Self.pattern($0.from))|\(Self.replacement($0.to))|g")
        }.joined()
        var put = """
            if [ -e \(path) ] && [ ! -e \(before) ]; then mv \(path) \(before); fi
            rm --recursive --force \(path)
            install --directory "$(dirname \(path))"
            work=$(mktemp --directory)
            tar --extract --file - --directory "$work"
            """
        if !edits.isEmpty {
            put +=
                "\nfind \"$work\" -type f -exec grep --files-with-matches -I . {} + "
                + "| xargs --no-run-if-empty --delimiter '\\n' sed --in-place\(edits)"
        }
        put += """

            \(OwnFolder.making(Self.adopted, mode: "0755"))
            : > \(adoptedMark(service, to))
            mv "$work/$(ls -A "$work")" \(path)
            rmdir "$work"
            find \(path) /dev/null ! -type d ! -type l -exec sha256sum {} + > \(adoptedMark(service, to))
            """
        return carry(
            Piece(
                kind: "config-\(to)", service: service,
                title: "what sets \(service.name) up at \(to) is taken out", from: from,
                take: take, put: put))
    }

    /// What lies at a path of the place.
    private static func taking(_ path: String) -> String {
        let source = ShellText.quote(path)
        return "tar --create --file - --dereference --directory \"$(dirname \(source))\" "
            + "\"$(basename \(source))\""
    }

    /// What lies at a path of the container, which need not run.
    private static func taking(made path: String, _ service: Service) -> String {
        SourceText.container(service) + "\ndocker cp \"$c\":\(ShellText.quote(path)) -"
    }
}
