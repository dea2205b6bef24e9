import Places
import Vocabulary

/// The texts of a machine that say who may what there, read in one go by a shell of the place.
struct HostTexts {
    /// Contents by path, in the order in which their programs read them.
    private(set) var texts: [(path: String, bytes: [UInt8])] = []
    /// Paths that may not be read.
    private(set) var denied: Set<String> = []
    /// Users whose managers run without a login.
    private(set) var lingering: Set<String> = []

    private static let script = #"""
        LC_ALL=C; export LC_ALL
        one() {
            if [ -d "$1" ]; then [ -r "$1" ] && [ -x "$1" ] || printf '! %s\n' "$1"
            elif [ -f "$1" ]; then
                if [ -r "$1" ]; then printf 'F %s ' "$1"; base64 <"$1" | tr -d '\n'; echo
                else printf '! %s\n' "$1"; fi
            fi
        }
        for f in /etc/passwd /etc/group /etc/sudoers /etc/sudoers.d /etc/ssh/sshd_config.d; do
            one "$f"
        done
        for f in /etc/sudoers.d/* /etc/ssh/sshd_config.d/*.conf /etc/ssh/sshd_config; do
            case "${f##*/}" in *~) continue ;; esac
            one "$f"
        done
        for f in /var/lib/systemd/linger/*; do [ -f "$f" ] && printf 'L %s\n' "${f##*/}"; done
        true
        """#

    /// Reads them; nil where the place has no shell that can.
    init?(_ asking: Asking) {
        guard case .said(let bytes, _) = asking.ask(["sh", "-c", Self.script]) else { return nil }
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard words.count >= 2 else { continue }
            if words[0] == "!" { denied.insert(words[1]) }
            if words[0] == "L" { lingering.insert(words[1]) }
            guard words[0] == "F" else { continue }
            texts.append((words[1], words.count > 2 ? Base64.decode(words[2]) ?? [] : []))
        }
        guard !texts.isEmpty || !denied.isEmpty else { return nil }
    }

    /// The text at a path; nil where it is not there or may not be read.
    func text(_ path: String) -> [UInt8]? { texts.first { $0.path == path }?.bytes }

    /// Texts whose paths begin so.
    func below(_ beginning: String) -> [(path: String, bytes: [UInt8])] {
        texts.filter { $0.path.hasPrefix(beginning) }
    }

    /// Gaps for those below a path that may not be read.
    func gaps(_ beginning: String, privilege: String) -> [Place.Coverage.Gap] {
        denied.filter { $0.hasPrefix(beginning) }.sorted().map {
            .init(what: $0, why: "permission denied", privilege: privilege)
        }
    }
}
