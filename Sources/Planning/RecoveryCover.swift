internal import Vocabulary

/// What kept exports cover of what a plan would carry.
struct RecoveryCover {
    let exports: ExportsAtHand

    /// A store under the name of its export; not carried where there is none.
    func covered(_ carriage: Carriage) -> Carriage {
        guard carriage.isCarried else { return carriage }
        let folder = exports.folder(of: carriage.store.id, "store")
        return Carriage(
            store: carriage.store, holders: carriage.holders, owner: carriage.owner,
            at: carriage.at,
            method: folder == nil ? .none(because: "no export holds it") : carriage.method,
            slug: folder ?? carriage.slug, targetPath: carriage.targetPath)
    }

    /// A root under the name of its export, or under one that no export has.
    func covered(_ root: MovingRoot) -> MovingRoot {
        let folder = exports.folder(of: root.id, "root")
        return MovingRoot(
            place: root.place, path: root.path, slug: folder ?? "lost-\(root.slug)",
            items: root.items)
    }

    /// A service whose program no export holds cannot run: it is dropped.
    func covered(_ strategy: Strategy) -> Strategy {
        let program: String
        switch strategy.strategy {
        case "rootfs": program = "rootfs"
        case "stays-in-container": program = "image"
        default: return strategy
        }
        guard exports.folder(of: strategy.service, program) == nil else { return strategy }
        var out = strategy
        out.alternatives.append(
            .init(
                strategy: strategy.strategy, because: "no export holds its program", isShut: true))
        out.strategy = "drop"
        out.because = "no export holds its program"
        return out
    }
}

extension PlanBuilder {
    /// The places that are gone, sorted.
    var gone: [String] {
        guard recovery != nil else { return [] }
        return Set(services.map(\.place) + roots.map(\.place)).sorted()
    }

    /// Whether an archive of a root lies, or will lie, among the exports.
    func isExported(_ root: MovingRoot) -> Bool {
        ids(.verifyExport).contains("verify-export/check/\(root.slug)")
    }

    /// The step after which nobody runs a service's source any more.
    func standsStill(_ service: Service) -> String {
        recovery == nil ? stopID(service) : goneID(service.place)
    }

    func goneID(_ place: String) -> String { "freeze/alert/gone-\(slug(place))" }

    /// Shell text that succeeds where a place does not answer; nil where it bears the target's
    /// own name, and a new host may answer to it.
    func silence(of place: String) -> String? {
        guard place != target.place, let login = Target.login(of: place) else { return nil }
        return """
            {
              LC_ALL=C timeout 60 ssh -n -o BatchMode=yes -o ConnectTimeout=10 \\
                -o PreferredAuthentications=none -o StrictHostKeyChecking=no \\
                -o UserKnownHostsFile=/dev/null \(ShellText.quote(login)) true 2>&1 || true
            } | grep --quiet --extended-regexp \\
              'timed out|No route to host|Could not resolve|Network is unreachable'
            """
    }
}
