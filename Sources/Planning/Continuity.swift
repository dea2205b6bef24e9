internal import Vocabulary

/// The looks that a continuity statement rests on: identity byte by byte while nothing runs, the
/// next run of each schedule, and from how far each listener is reached.
extension PlanBuilder {
    /// Looks at every identity file of the roots where they arrived.
    mutating func buildIdentityLooks() {
        for root in roots where isExported(root) {
            let engines = enginePaths
            let files = root.items.filter { item in
                item.verdict.itemClass == .identity && item.type == .file
                    && !engines.contains { item.absolutePath.isWithin($0) }
            }
            if !files.isEmpty { addIdentityLook(root, files) }
        }
    }

    /// Each file with its digest of the snapshot, or dashes where that is keyed.
    private static func digests(_ items: [Item]) -> [UInt8] {
        items.flatMap { item -> [UInt8] in
            var digest = String(repeating: "-", count: 64)
            if case .open(let known)? = item.digest { digest = known.hexadecimal }
            return Array("\(digest) ./".utf8) + item.path.bytes + [0]
        }
    }

    private mutating func addIdentityLook(_ root: MovingRoot, _ files: [Item]) {
        let id = Continuity.step(root.slug)
        let folder = "\(Self.exports)/\(root.slug)"
        let list = Continuity.list(root.slug)
        self.files[list] = PlanFile(path: list, bytes: Self.digests(files))
        var step = Step(
            id, .check, "\(files.count) identity files of \(root.path.text) are what they were",
            subject: root.id, place: target.place, action: run(id, identityText(root, folder)),
            verify: [
                Check(
                    Continuity.identity, .look("cat \(folder)/identity.target"), level: 2,
                    proves: "for each identity file in its order a word was written down",
                    doesNotProve: "that one which is missing may be"),
                Check(
                    "no-other",
                    .look("grep --count --line-regexp differs \(folder)/identity.target || true"),
                    .equals("0"), level: 2,
                    proves: "no identity file is other than the snapshot or the export has it"),
                Check(
                    "counted", .look("wc --lines < \(folder)/identity.target"),
                    .equals("\(files.count)"), level: 2, proves: "every one was looked at"),
            ],
            rollback: .nothing(because: "it only looks"))
        step.doneWhen = Check(
            "done", .run(argv: ["false"]), proves: "nothing: it is always looked at anew")
        step.needs = ["verify-import/check/\(root.slug)"]
        step.effects.writes = ["\(target.place):\(folder)/identity.target"]
        step.evidence = files.prefix(200).map(PlanFacts.item)
        add(step, to: .verifyImport)
    }

    /// Prints a word for each file of the list, in its order.
    private func identityText(_ root: MovingRoot, _ folder: String) -> String {
        """
        cd \(ShellText.quote(root.path.text))
        while IFS= read -r -d '' line; do
          want=${line%% *}
          name=${line#* }
          if [ ! -f "$name" ]; then echo missing; continue; fi
          seen=$(sha256sum "$name")
          got=${seen#\\\\}
          if [ "${got%% *}" = "$want" ]; then echo same
          elif ! grep --quiet --fixed-strings --line-regexp -e "$seen" \(folder)/content.source; then
            echo differs
          elif [ -z "${want//-/}" ]; then echo as-exported
          else echo changed-before
          fi
        done < \(Self.folder)/\(Continuity.list(root.slug)) > \(folder)/identity.target
        """
    }

    /// Who reads or writes what a step compares, so that it is known whose serving shows it.
    func holders(_ store: String, _ services: [Service]) -> [Evidence] {
        Set(services.filter { strategy($0) != "drop" }.map(\.id)).sorted().map {
            Evidence(.inferred, rule: Continuity.holderRule, says: $0, at: store)
        }
    }

    /// Services that see files of a root.
    func holders(of root: MovingRoot) -> [Service] {
        carriages.filter { carriage in
            guard let path = carriage.store.path, carriage.method == .withRoot else { return false }
            return path.isWithin(root.path) || root.path.isWithin(path)
        }.flatMap(\.holders).filter { $0.place == root.place }
    }

    /// Whether a schedule's timer is due when the schedule says; nil where it is not told by the
    /// calendar, or no unit keeps it.
    func nextRunCheck(_ service: Service) -> Check? {
        guard service.isSchedule, !isByHand(service), let schedule = service.schedule else {
            return nil
        }
        let events =
            service.kinds.contains("cron")
            ? Calendar.events(cron: schedule) ?? []
            : schedule.split(separator: ";").map { $0.drop { $0 == " " } }
                .filter { !$0.contains("=") }.map(String.init)
        guard !events.isEmpty else { return nil }
        let specs = events.map(ShellText.quote).joined(separator: " ")
        let show = "\(control(service)) show --property=TimersCalendar --value"
        let text = """
            first() {
                while read -r line; do date --date "$line" +%s; done | sort --numeric-sort | head --lines=1
              }
              meant=$(for spec in \(specs); do
                systemd-analyze calendar "$spec" | sed --quiet 's/^ *Next elapse: //p'
              done | first)
              due=$(\(show) \(ShellText.quote(targetUnit(service))) \\
                | sed --quiet 's/^.*next_elapse=\\(.*\\) }$/\\1/p' | first)
              test -n "$due"
              test "$due" = "$meant"
            """
        return Check(
            Continuity.nextRun, .look(Action.patiently(text, seconds: 5)), level: 3,
            proves: "its next run is when its schedule on the source says",
            doesNotProve: "that the run does its work")
    }

    /// Nothing that was closed is reached from outside.
    mutating func addExposureLook(_ running: [String]) {
        var seen: Set<String> = []
        let checks = listeners.all.filter { $0.address != "*" }.compactMap { listener -> Check? in
            let id = "\(listener.bound)-\(listener.protocolName)-\(slug(listener.address))"
            guard seen.insert(id).inserted else { return nil }
            return exposureCheck(listener, id)
        }
        guard !checks.isEmpty else { return }
        var step = Step(
            Continuity.exposure, .observe, "no listener is reached from farther than before",
            subject: target.place, place: target.place, action: checks[0].probe, verify: checks,
            rollback: .nothing(because: "it only looks"))
        step.needs = running
        step.evidence = kept.flatMap(facts)
        add(step, to: .observe)
    }

    private func exposureCheck(_ listener: Listeners.Listener, _ id: String) -> Check {
        let kind = listener.protocolName == "udp" ? "udp" : "tcp"
        let isLocal = listener.address.hasPrefix("127.") || listener.address == "::1"
        let own =
            isLocal ? "" : "|\(listener.address.map { $0 == "." ? "[.]" : "\($0)" }.joined()):"
        let text = """
            wide=$(ss --no-header --listening --numeric --\(kind) 'sport = :\(listener.bound)' \\
              | awk '{ print $4 }' | { grep --invert-match --extended-regexp \
            '^(127[.]|\\[::1\\]|\\[::ffff:127[.]\(own))' || true; })
            if [ -z "$wide" ]; then exit 0; fi
            nft list chain inet bedplate input \\
              | grep --extended-regexp '^[[:space:]]*\(kind) dport \(listener.bound) drop$'
            """
        return Check(
            "closed-\(id)", .look(text), level: 3,
            proves: "port \(listener.bound) is bound to \(listener.address) alone, or the packet "
                + "filter drops what comes from elsewhere",
            doesNotProve: "that no rule before the filter's leads there")
    }
}

/// Words that a plan and a continuity statement both use.
public enum Continuity {
    /// Id of the check that prints a word for each identity file.
    public static let identity = "identity"
    /// Id of the check that a schedule is due when it was.
    public static let nextRun = "next-run"
    /// Id of the step that looks from how far listeners are reached.
    public static let exposure = "observe/observe/exposure"
    /// Rule of the evidence that names who holds what a step compares.
    public static let holderRule = "plan.holder"

    private static let look = "verify-import/check/identity-"

    /// The step that looks at a root's identity files.
    static func step(_ slug: String) -> String { look + slug }

    /// The file of a plan that lists a root's identity files: digest, space, path, NUL.
    static func list(_ slug: String) -> String { "files/lists/identity-\(slug)" }

    /// The list that a step looks along; nil for other steps.
    public static func list(lookedAtBy step: String) -> String? {
        step.hasPrefix(look) ? list(String(step.dropFirst(look.count))) : nil
    }
}
