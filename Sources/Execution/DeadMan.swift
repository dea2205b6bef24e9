internal import Places
internal import Planning
internal import Vocabulary

/// Takes a step, or an undo, back on its host by itself, unless it is told over a new connection
/// that the host can still be reached. What takes an undo back is the step once more.
///
/// The way back lies in `/run`, readable by root alone, and is started by systemd-run(1), or by a
/// sleeping shell where there is no systemd. Once it has struck, a mark beside it says so until
/// somebody asks.
struct DeadMan {
    /// What a host answers when a dead man is called off.
    enum Answer: String {
        /// It was armed and is so no longer.
        case calledOff = "called-off"
        /// It has taken the step back.
        case struck
        /// It has tried to take the step back, and failed.
        case inVain = "in-vain"
        /// Nothing was armed, or the host has started anew since.
        case absent
    }

    /// A name that a unit may have: letters, digits and hyphens.
    let name: String
    /// How long the host waits for the word, in seconds: what the step is thought to take, and 90.
    let patience: Int
    /// The lock of the host that a step's action holds: what still runs is not undone under it.
    let lock: String
    /// Whether it watches the undo of a step rather than the step.
    let isUndo: Bool

    init(run: String, step: Step, lock: String, isUndo: Bool = false) {
        let digest = SHA256.digest("\(run) \(step.id)\(isUndo ? " undo" : "")").hexadecimal
        self.isUndo = isUndo
        name = "bedplate-deadman-\(digest.prefix(16))"
        patience = 90 + step.estimateSeconds
        self.lock = lock
    }

    /// What the journal calls the end of what it watches.
    var outcome: JournalEntry.Phase { isUndo ? .undoOutcome : .outcome }

    /// Whether a step, or its undo, may cut the way that its host is reached by.
    static func guards(_ step: Step, isUndo: Bool = false) -> Bool {
        let ways = ["/etc/ssh/", "/etc/network", "/etc/netplan/", "/etc/nftables", ".nft"]
        if step.effects.writes.contains(where: { write in ways.contains { write.contains($0) } }) {
            return true
        }
        let ended = isUndo ? step.effects.starts : step.effects.stops
        if ended.contains(where: { names.contains(Identifiers.name(of: $0)) }) { return true }
        if case .unit(let name, let verb, _) = isUndo ? step.rollback : step.action {
            return verb != "start" && names.contains(name)
        }
        return false
    }

    /// Units that a connection lives by.
    private static let names: Set<String> = [
        "ssh", "sshd", "ssh.service", "sshd.service", "ssh.socket", "nftables", "nftables.service",
        "networking", "networking.service", "systemd-networkd", "systemd-networkd.service",
    ]

    /// Arms it with the script that takes back what it watches.
    func arm(_ undo: [UInt8]) -> Command {
        var command = Command(["sh", "-euc", Self.arming, "sh", name, "\(patience)", lock])
        command.input = undo
        return command
    }

    /// Calls it off and tells, as an `Answer`, what had become of it; one that is striking just now
    /// is waited for.
    var callingOff: Command {
        var command = Command(["sh", "-euc", Self.disarming, "sh", name])
        command.timeout = 120_000
        return command
    }

    /// Makes the host forget that it struck.
    var forgetting: Command {
        Command(["rm", "-f", "/run/bedplate-deadman/\(name).taken"])
    }

    /// `$1` name, `$2` seconds, `$3` lock. Whoever moves the undo first has won: this, or whoever
    /// calls it off.
    private static let arming = #"""
        umask 077
        d=/run/bedplate-deadman
        mkdir -p "$d"
        rm -f "$d/$1.struck" "$d/$1.taken"
        cat > "$d/$1.undo"
        echo 'mv "$1.undo" "$1.struck" || exit 0
        flock --timeout 600 "$2" bash "$1.struck" && mv "$1.struck" "$1.taken"' > "$d/$1.sh"
        if [ -d /run/systemd/system ]; then
          systemctl stop "$1.timer" 2> /dev/null || true
          systemctl reset-failed "$1.service" 2> /dev/null || true
          systemd-run --quiet --unit="$1" --on-active="$2" --timer-property=AccuracySec=1s \
            bash "$d/$1.sh" "$d/$1" "$3"
        else
          setsid sh -c 'sleep "$1"; exec bash "$2.sh" "$2" "$3"' sh "$2" "$d/$1" "$3" \
            < /dev/null > /dev/null 2>&1 &
          echo $! > "$d/$1.pid"
        fi
        """#

    private static let disarming = #"""
        d=/run/bedplate-deadman
        if mv "$d/$1.undo" "$d/$1.off" 2> /dev/null; then
          echo called-off
        else
          for i in $(seq 90); do
            pgrep -f "bash $d/$1.sh" > /dev/null || break
            sleep 1
          done
          if [ -e "$d/$1.taken" ]; then echo struck
          elif [ -e "$d/$1.struck" ]; then echo in-vain
          else echo absent; fi
        fi
        if [ -d /run/systemd/system ]; then systemctl stop "$1.timer" 2> /dev/null || true
        elif [ -e "$d/$1.pid" ]; then kill "$(cat "$d/$1.pid")" 2> /dev/null || true; fi
        rm -f "$d/$1.sh" "$d/$1.pid" "$d/$1.off"
        """#
}
