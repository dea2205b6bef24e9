internal import Vocabulary

/// What makes a host a scratch host, and keeps it to itself while a plan is rehearsed there.
extension PlanBuilder {
    /// Stands for a rehearsal's own folder until it is known.
    static let rehearsal = "/var/lib/bedplate/rehearsal"
    private static let table = "bedplate_drill"

    /// Nothing of anybody's lies or runs there.
    mutating func buildScratchChecks() {
        let checks = [
            Check(
                "unowned", .look("test ! -e /etc/bedplate/owners"),
                proves: "no owner has a say in this host"),
            Check(
                "unused",
                .look(
                    "{ ls /var/lib/bedplate 2> /dev/null || true; } "
                        + "| sed -e '/^lease$/d' -e '/^step.lock$/d' | wc -l"), .equals("0"),
                proves: "no plan was ever carried out from or to this host"),
            Check(
                "no-containers",
                .look(
                    "if command -v docker > /dev/null; then test -z \"$(docker ps --all --quiet)\"; fi"
                ), proves: "no container lives there"),
            Check(
                "silent",
                .look(
                    "ss --no-header --listening --numeric --tcp --processes | awk "
                        + "'$4 !~ /^(127[.]|\\[::1\\])/ && !/\"(sshd|systemd|systemd-resolve)\"/' "
                        + "| wc -l"), .equals("0"),
                proves: "nothing but SSH listens to others there"),
            Check(
                "empty",
                .look("find /srv /opt -xdev -mindepth 1 -type f -print -quit 2> /dev/null || true"),
                .equals(""), proves: "no files lie below /srv or /opt"),
        ]
        let step = Step(
            "preflight/check/scratch", .check, "the host is there to be thrown away",
            subject: target.place, place: target.place, action: checks[0].probe, verify: checks,
            rollback: .nothing(because: "it only looks"))
        add(step, to: .preflight)
    }

    /// A folder of its own on every end, taken away last. That it is not there yet on the second
    /// end shows that two names are not one host.
    mutating func buildRehearsalFolders() {
        for place in sources + [target.place] {
            let id = "prepare/prepare/drill-\(slug(place))"
            var step = Step(
                id, .prepare, "a folder for this drill alone", subject: place, place: place,
                action: run(id, "install --directory --mode 0700 \(Self.rehearsal)"),
                verify: [
                    Check(
                        "mode", .look("stat --format %a \(Self.rehearsal)"), .equals("700"),
                        proves: "only root can read what the drill takes out")
                ],
                rollback: .run(argv: ["rm", "--recursive", "--force", Self.rehearsal]))
            step.precondition = [
                Check(
                    "absent", .look("test ! -e \(Self.rehearsal)"),
                    proves: "this host is not another of the drill's under a second name")
            ]
            step.needs = ids(.preflight)
            step.effects.writes = ["\(place):\(Self.rehearsal)"]
            add(step, to: .prepare)
        }
    }

    /// From here on nothing gets out of the scratch host but answers to whoever came in, and no
    /// schedule of it fires.
    mutating func buildCutOff() {
        let id = "install/prepare/cut-off"
        let body = """
            command -v nft > /dev/null \\
              || DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet install nftables > /dev/null
            door=${SSH_CONNECTION##* }
            nft --file /dev/fd/4 4<< RULES
            table inet \(Self.table)
            delete table inet \(Self.table)
            table inet \(Self.table) {
              chain output {
                type filter hook output priority 0; policy drop;
                oifname lo accept
                tcp sport ${door:-22} accept
                ct direction reply ct state established,related accept
                icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
              }
            }
            RULES
            for unit in cron atd; do
              if systemctl --quiet is-active "$unit"; then
                systemctl stop "$unit"
                touch \(Self.rehearsal)/stopped-$unit
              fi
            done
            """
        let undo = """
            nft delete table inet \(Self.table) 2> /dev/null || true
            for unit in cron atd; do
              if [ -e \(Self.rehearsal)/stopped-$unit ]; then systemctl start "$unit"; fi
            done
            """
        var step = Step(
            id, .prepare, "nothing leaves the scratch host any more", subject: target.place,
            place: target.place, action: run(id, body), verify: cutOffChecks,
            rollback: run(id + "-undo", undo))
        step.needs = ids(.install)
        step.doneWhen = Check(
            "done", .run(argv: ["false"]), proves: "nothing: the rules are always written anew")
        add(step, to: .install)
    }

    /// Asked of the kernel: a datagram to whoever is logged in is refused before it leaves.
    private var cutOffChecks: [Check] {
        let address = "${SSH_CONNECTION:-192.0.2.1 9}"
        return [
            Check(
                "refused",
                .look(
                    "to=\"\(address)\"; to=${to%% *}; "
                        + "{ LC_ALL=C bash -c \"echo > /dev/udp/$to/9\" 2>&1 || true; } "
                        + "| grep --only-matching 'not permitted'"),
                .equals("not permitted"),
                proves: "the kernel lets no datagram out of the scratch host",
                doesNotProve: "that a program with root's rights does not take the rules away"),
            Check(
                "unscheduled",
                .look("! systemctl --quiet is-active cron && ! systemctl --quiet is-active atd"),
                proves: "no crontab fires"),
        ]
    }
}
