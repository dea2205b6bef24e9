internal import Vocabulary

/// Keeps what was not published closed, and leads published ports to the port a program binds,
/// with the host's packet filter (nft(8)): a program that binds every address inside a container
/// does so on the host too.
extension PlanBuilder {
    /// Listeners whose program cannot be told where to listen.
    var filtered: [Listeners.Listener] {
        let own = Set(
            kept.filter { ["rootfs", "runtime", "vendor-binary"].contains(strategy($0)) }
                .map(\.id))
        return listeners.all.filter { own.contains($0.service) }
    }

    mutating func addExposure() {
        guard !filtered.isEmpty else { return }
        file("files/nftables/exposure.nft", exposureText)
        file("files/systemd/bedplate-exposure.service", Self.exposureUnit)
        let id = "install/install/exposure"
        let body = """
            \(OwnFolder.made)
            install --mode 0644 \(Self.folder)/files/nftables/exposure.nft /etc/bedplate/exposure.nft
            install --mode 0644 \(Self.folder)/files/systemd/bedplate-exposure.service /etc/systemd/system/
            systemctl daemon-reload
            systemctl enable bedplate-exposure.service
            systemctl restart bedplate-exposure.service
            """
        let undo = """
            if systemctl cat bedplate-exposure.service > /dev/null 2>&1; then
              systemctl disable --now bedplate-exposure.service
            fi
            if nft list table inet bedplate > /dev/null 2>&1; then nft delete table inet bedplate; fi
            rm --force /etc/bedplate/exposure.nft /etc/systemd/system/bedplate-exposure.service
            \(OwnFolder.gone)
            """
        var step = Step(
            id, .install, "nothing is reachable from outside that is not today",
            subject: target.place, place: target.place, action: run(id, body),
            verify: [
                Check(
                    "loaded", .look("nft list table inet bedplate > /dev/null"),
                    proves: "the filter is in force",
                    doesNotProve: "that no other rule opens the ports")
            ],
            rollback: run(id + "-undo", undo))
        step.needs = ids(.prepare) + ids(.install).filter { $0.hasSuffix("/packages") }
        step.effects.writes = ["\(target.place):/etc/bedplate/exposure.nft"]
        add(step, to: .install)
    }

    static let exposureUnit = """
        [Unit]
        Description=What was closed stays closed
        DefaultDependencies=no
        Before=network-pre.target shutdown.target
        Wants=network-pre.target
        Conflicts=shutdown.target

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=/usr/sbin/nft -f /etc/bedplate/exposure.nft

        [Install]
        WantedBy=sysinit.target

        """

    private var exposureText: String {
        var accept: [String] = []
        var drop: [String] = []
        var lead: [String] = []
        for listener in filtered {
            let kind = listener.protocolName == "udp" ? "udp" : "tcp"
            let to = listener.address == "*" ? "" : address(listener.address) + " "
            if listener.wasPublished {
                let original = "ct original proto-dst \(listener.port)"
                accept.append("    \(to)\(kind) dport \(listener.bound) \(original) accept")
                if listener.port != listener.bound {
                    lead.append(
                        "    \(to)\(kind) dport \(listener.port) redirect to :\(listener.bound)")
                }
            }
            drop.append("    \(kind) dport \(listener.bound) drop")
        }
        let rules = accept.sorted() + Set(drop).sorted()
        return """
            table inet bedplate
            delete table inet bedplate
            table inet bedplate {
              chain input {
                type filter hook input priority filter; policy accept;
                iif lo accept
                ct state established,related accept
            \(rules.joined(separator: "\n"))
              }
              chain lead {
                type nat hook prerouting priority dstnat; policy accept;
            \(lead.sorted().joined(separator: "\n"))
              }
              chain lead_local {
                type nat hook output priority -100; policy accept;
                oif != lo return
            \(lead.sorted().joined(separator: "\n"))
              }
            }

            """
    }

    private func address(_ text: String) -> String {
        (text.contains(":") ? "ip6" : "ip") + " daddr \(text)"
    }
}
