/// The shell text that carries large files of exports by their bytes: what has arrived of one when
/// its stream is cut stays, only the rest follows, and its digest is that of the whole.
struct LargeFiles {
    /// The words ssh needs to reach where they lie; nil for this machine.
    let from: String?
    /// The words ssh needs to reach where they go; nil for this machine.
    let to: String?
    /// Where they lie, absolute.
    let folder: String
    /// Where they go: absolute, or `.` for the folder this machine is in.
    let into: String

    /// What find(1) takes for large: over 8 MiB, under a name that no shell minds.
    private static let large =
        "-type f -size +16383 ! -name SHA256SUMS "
        + "-regex \"[A-Za-z0-9._/@%+:,=-]+\""

    /// A command that streams all but the large files below `names`, shell words.
    static func small(below names: String) -> String {
        "find \(names) -regextype posix-extended ! \\( \(large) \\) -print0 "
            + "| tar --create --file - --null --no-recursion --files-from -"
    }

    /// A command that prints size and path of each large file below `names`, a line each.
    static func listing(below names: String) -> String {
        "find \(names) -regextype posix-extended \(large) -printf \"%s %p\\\\n\""
    }

    /// The function that carries one; the first argument is its size, the second its path.
    var function: String {
        """
        there() { \(at(to, looking, #"$2 $1"#)); }
        carry() {
          local have
          for _ in 1 2; do
            have=$(there "$1" "$2")
            if [ "$have" = whole ]; then return; fi
            if [ "$have" -ge "$1" ]; then have=0; fi
            \(at(from, taking, #"$2 $have"#)) \\
              | \(at(to, putting, #"$2 $have"#, reads: true))
          done
          test "$(there "$1" "$2")" = whole
        }
        """
    }

    /// Carries each that `list`, a variable, names.
    static func loop(_ list: String) -> String {
        """
        while read -r size file; do
          if [ -n "$file" ]; then carry "$size" "${file#./}"; fi
        done <<< "$\(list)"
        """
    }

    private var taking: String {
        "cd \(ShellText.quote(folder)); tail --bytes=+$(($1 + 1)) \"$0\""
    }

    private var putting: String {
        "cd \(into); mkdir --parents \"$(dirname \"$0\")\"; truncate --size=\"$1\" \"$0\"; "
            + "cat >> \"$0\""
    }

    /// Says how much there is, or that it is whole: of its size, and what its manifest says.
    private var looking: String {
        "cd \(into); if [ ! -f \"$0\" ]; then echo 0; exit; fi; size=$(stat --format=%s \"$0\"); "
            + "if [ \"$size\" = \"$1\" ] && (cd \"${0%%/*}\" && awk -v name=\"${0#*/}\" "
            + "\"{ file = substr(\\$0, 67); sub(/^[.][/]/, \\\"\\\", file) } file == name\" "
            + "SHA256SUMS | sha256sum --check --status); then echo whole; else echo \"$size\"; fi"
    }

    /// A command on one end; `words` are two, read by the shell that runs it here.
    private func at(
        _ login: String?, _ command: String, _ words: String, reads: Bool = false
    ) -> String {
        let text = "bash -c \(ShellText.quote("set -euo pipefail; umask 077; " + command)) "
        guard let login else {
            return text + words.split(separator: " ").map { "\"\($0)\"" }.joined(separator: " ")
        }
        return
            "ssh \(reads ? "" : "-n ")\(ShellText.quote(login)) \(ShellText.quote(text))\"\(words)\""
    }
}
