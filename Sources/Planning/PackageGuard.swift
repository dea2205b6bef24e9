internal import Vocabulary

/// Keeps packages from starting what they bring until the plan starts it: policy-rc.d while they
/// are installed (invoke-rc.d(8), deb-systemd-invoke), and a mask over any reboot (systemctl(1)).
extension PlanBuilder {
    private static let before = "\(Supervisor.saved)/packages-before"
    private static let after = "\(Supervisor.saved)/packages-after"

    /// Units that packages bring and the plan starts, quoted and sorted.
    private var packagedUnits: [String] {
        Set(kept.filter { strategy($0) == "package" }.map(targetUnit)).sorted()
            .map(ShellText.quote)
    }

    /// Debian starts a service when it installs it; policy-rc.d says no.
    mutating func addStartGuard() {
        file("files/policy-rc.d", "#!/bin/sh\nexit 101\n", mode: 0o755)
        let id = "prepare/install/start-guard"
        var step = Step(
            id, .install, "packages do not start what they install", subject: target.place,
            place: target.place,
            action: .install(
                file: "files/policy-rc.d", to: "/usr/sbin/policy-rc.d", mode: "0755", owner: "root"),
            verify: [
                Check(
                    "refuses", .look("/usr/sbin/policy-rc.d x start || echo \"refused $?\""),
                    .equals("refused 101"), proves: "a package that asks to start is refused")
            ],
            rollback: .run(argv: ["rm", "--force", "/usr/sbin/policy-rc.d"]))
        step.precondition = [
            Check(
                "absent", .look("test ! -e /usr/sbin/policy-rc.d"),
                proves: "no other rule is overwritten")
        ]
        step.needs = ["prepare/copy/plan-\(slug(target.place))"]
        step.effects.writes = ["\(target.place):/usr/sbin/policy-rc.d"]
        add(step, to: .prepare)
    }

    /// The rule against starting goes; the masks stay until each unit is started.
    mutating func addGuardRemoval() {
        guard
            let guardStep = stages[.prepare]?.first(where: {
                $0.id == "prepare/install/start-guard"
            })
        else { return }
        var step = Step(
            "install/switch/start-guard", .switch, "packages may start things again",
            subject: target.place, place: target.place,
            action: .run(argv: ["rm", "--force", "/usr/sbin/policy-rc.d"]),
            verify: [
                Check(
                    "gone", .look("test ! -e /usr/sbin/policy-rc.d"),
                    proves: "the rule is gone"),
                Check("idle", .look(idle), proves: "nothing was started by its installation"),
            ],
            rollback: guardStep.action)
        step.needs = ["install/install/packages"]
        add(step, to: .install)
    }

    /// Fails where any server of the packages runs; a `!` in the loop would tell of the last alone.
    private var idle: String {
        "for unit in \(packagedUnits.joined(separator: " ")); do "
            + "if systemctl --quiet is-active \"$unit\"; then exit 1; fi; done"
    }

    /// What lets nothing be masked that somebody uses.
    var packageIdleChecks: [Check] {
        guard !packagedUnits.isEmpty else { return [] }
        return [
            Check(
                "unused", .look(idle),
                proves: "no server of these packages runs there for somebody else")
        ]
    }

    /// That what was installed does not start by itself, at a reboot either.
    var packageMaskChecks: [Check] {
        guard !packagedUnits.isEmpty else { return [] }
        return [
            Check(
                "held",
                .look(
                    "for unit in \(packagedUnits.joined(separator: " ")); do "
                        + "test \"$(systemctl is-enabled \"$unit\" 2> /dev/null || true)\" = masked; "
                        + "done"),
                proves: "no server of these packages starts by itself, after a reboot either")
        ]
    }

    /// Masks, installs, and notes what came where it must be taken out again.
    func installText(_ names: String) -> String {
        var lines = ["export LC_ALL=C DEBIAN_FRONTEND=noninteractive"]
        if !packagedUnits.isEmpty {
            lines.append("systemctl mask \(packagedUnits.joined(separator: " "))")
        }
        if isInPlace {
            lines.append(
                "\(Self.listing)\nif [ ! -e \(Self.before) ]; then\n"
                    + "  known > \(Self.before).new\n  mv \(Self.before).new \(Self.before)\nfi")
        }
        lines.append("apt-get update")
        lines.append("apt-get install --yes --no-install-recommends \(names)")
        if isInPlace { lines.append("known > \(Self.after)") }
        return lines.joined(separator: "\n")
    }

    /// Prints every package that dpkg knows there, sorted (dpkg-query(1)).
    private static let listing = """
        known() {
          dpkg-query --show --showformat '${db:Status-Status} ${binary:Package}\\n' \\
            | sed --quiet '/^not-installed /!s/^[^ ]* //p' | sort
        }
        """

    /// On the source's own host what a plan installs goes again with the plan: undone last, when
    /// the source runs long since.
    mutating func addPackageNotes() {
        guard isInPlace, !packages.isEmpty else { return }
        let id = "prepare/prepare/packages"
        let note = """
            install --directory --mode 0700 \(Supervisor.saved)
            rm --force \(Self.before) \(Self.after)
            """
        var step = Step(
            id, .prepare, "what packages come is noted, so that they can go again",
            subject: target.place, place: target.place, action: run(id, note),
            verify: [
                Check(
                    "there", .look("stat --format %a \(Supervisor.saved)"), .equals("700"),
                    proves: "there is a folder for the note")
            ],
            rollback: run(id + "-undo", purgeText), timeout: 1800)
        step.needs = ["prepare/prepare/folders-\(slug(target.place))"]
        step.effects.writes = ["\(target.place):\(Supervisor.saved)"]
        step.doneWhen = Check(
            "done", .run(argv: ["false"]), proves: "nothing: the note is always begun anew")
        add(step, to: .prepare)
    }

    private var purgeText: String {
        let units = packagedUnits.map { unit in
            """
            systemctl unmask \(unit)
            if [ "$(systemctl show --property=LoadState --value \(unit))" = loaded ]; then
              systemctl mask \(unit)
            fi
            """
        }
        return """
            export LC_ALL=C DEBIAN_FRONTEND=noninteractive
            if [ ! -e \(Self.before) ]; then exit 0; fi
            \(Self.listing)
            if [ ! -e \(Self.after) ]; then known > \(Self.after); fi
            mapfile -t came < <(comm -13 \(Self.before) \(Self.after) | comm -12 - <(known))
            if [ ${#came[@]} -gt 0 ]; then dpkg --purge "${came[@]}"; fi
            \(units.joined(separator: "\n"))
            rm --force \(Self.before) \(Self.after)
            """
    }
}
