import Vocabulary

/// The text that makes a private folder on a host, takes the probe into it, runs it, and removes
/// everything again, whatever happens meanwhile.
///
/// It speaks in messages: a letter, a number of bytes, a colon, the bytes.
enum DeployScript {
    /// What every folder of ours is called, before words that nobody can know before.
    static let name = "bedplate-probe"

    /// - Parameter tag: the part of the folder's name by which it is found again.
    static func run(_ probe: ProbeProgram, tag: String) -> Script {
        Script(
            "tag=\(tag); size=\(probe.bytes.count); digest=\(probe.digest.hexadecimal)\n"
                + making + running)
    }

    // A shell keeps what it traps from the programs it runs: the probe ends with its input.
    private static let making = #"""
        umask 077
        d=
        say() { printf '%s%d:%s' "$1" "${#2}" "$2"; }
        tidy() {
            trap '' HUP INT TERM
            if [ -n "$d" ]; then rm -rf "$d"; fi
            if [ -n "$d" ] && [ -e "$d" ]; then say s "$d"; else say g ''; fi
        }
        trap 'tidy; exit 1' HUP INT TERM
        trap : PIPE
        why='no folder can be made there'
        for t in "${TMPDIR:-/tmp}" /tmp /var/tmp "${XDG_RUNTIME_DIR:-/tmp}"; do
            d=$(mktemp -d "$t/\#(name).$tag.XXXXXX" 2>/dev/null) || { d=; continue; }
            printf '#!/bin/sh\nexit 7\n' >"$d/try" && chmod 700 "$d/try"
            "$d/try" </dev/null 2>/dev/null
            [ $? = 7 ] && break
            why='no folder there takes a program and lets it run'
            rm -rf "$d"
            d=
        done

        """#

    private static let running = #"""
        if [ -z "$d" ]; then
            say n "$why"
        else
            say d "$d"
            head -c "$size" >"$d/probe" 2>/dev/null
            there=$(sha256sum <"$d/probe"); there=${there%% *}
            if [ "$(wc -c <"$d/probe")" -ne "$size" ]; then
                say n 'the probe does not fit there'
            elif [ "$there" != "$digest" ]; then
                say n 'what arrived there is not the probe that was sent'
            else
                chmod 700 "$d/probe"
                say r ''
                SWIFT_BACKTRACE=enable=no,swift-backtrace=/none \
                    "$d/probe" serve "$MARK" 2>"$d/said"
                s=$?
                say x "$s $(head -c 200 "$d/said")"
            fi
        fi
        tidy
        """#

    /// The text that makes sure that no folder of a tag is left; it prints those that are.
    static func tidy(tag: String) -> Script {
        Script(
            """
            for t in "${TMPDIR:-/tmp}" /tmp /var/tmp "${XDG_RUNTIME_DIR:-/tmp}"; do
                for d in "$t/\(name).\(tag)."*; do
                    if [ -e "$d" ]; then rm -rf "$d"; fi
                    if [ -e "$d" ]; then printf '%s\\n' "$d"; fi
                done
            done
            true
            """)
    }
}
