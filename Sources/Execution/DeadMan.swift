internal import Places
internal import Planning
internal import Vocabulary

/// Takes a step back on its host by itself, unless it is told over a new connection that the host
/// can still be reached.
///
/// The undo lies in `/run`, readable by root alone, and is started by systemd-run(1), or by a
/// sleeping shell where there is no systemd.
struct DeadMan {
    /// How long the host waits for the word, in seconds.
    static let patience = 90

    /// A name that a unit may have: letters, digits and hyphens.
    let name: String

    init(run: String, step: String) {
        let digest = SHA256.digest("\(run) \(step)").hexadecimal
        name = "bedplate-deadman-\(digest.prefix(16))"
    }

    /// Whether a step may cut the way that its host is reached by.
    static func guards(_ step: Step) -> Bool {
        let ways = ["/etc/ssh/", "/etc/network", "/etc/netplan/", "/etc/nftables", ".nft"]
        if step.effects.writes.contains(where: { write in ways.contains { write.contains($0) } }) {
            return true
        }
        let names = ["ssh", "sshd", "ssh.service", "sshd.service", "nftables.service"]
        if case .unit(let name, let verb, _) = step.action, verb != "start" {
            return names.contains(name)
        }
        return false
    }

    /// Arms it with the script that undoes the step.
    func arm(_ undo: [UInt8]) -> Command {
        var command = Command(["sh", "-euc", Self.arming, "sh", name, "\(Self.patience)"])
        command.input = undo
        return command
    }

    /// Calls it off; fails where it has struck already.
    var disarm: Command { Command(["sh", "-euc", Self.disarming, "sh", name]) }

    private static let arming = #"""
        umask 077
        d=/run/bedplate-deadman
        mkdir -p "$d"
        cat > "$d/$1.sh"
        echo "rm -f $d/$1.sh" >> "$d/$1.sh"
        if [ -d /run/systemd/system ]; then
          systemctl stop "$1.timer" 2> /dev/null || true
          systemctl reset-failed "$1.service" 2> /dev/null || true
          systemd-run --quiet --unit="$1" --on-active="$2" --timer-property=AccuracySec=1s \
            bash "$d/$1.sh"
        else
          setsid sh -c 'sleep "$1"; exec bash "$2"' sh "$2" "$d/$1.sh" \
            < /dev/null > /dev/null 2>&1 &
          echo $! > "$d/$1.pid"
        fi
        """#

    private static let disarming = #"""
        d=/run/bedplate-deadman
        test -e "$d/$1.sh"
        if [ -d /run/systemd/system ]; then systemctl stop "$1.timer"
        else kill "$(cat "$d/$1.pid")"; rm -f "$d/$1.pid"; fi
        test -e "$d/$1.sh"
        rm -f "$d/$1.sh"
        """#
}
