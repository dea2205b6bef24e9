/// The shell text that brings exports from one place to another, through the machine that runs it
/// and leaving nothing on it. What is there whole already does not travel again, and of a large file
/// only what is not there: a stream that was cut goes on where it was cut.
struct StreamText {
    /// The words ssh needs to reach where they lie; nil for this machine.
    let from: String?
    /// The words ssh needs to reach where they go; nil for this machine.
    let to: String?
    /// Where they lie, absolute.
    let folder: String

    private func at(_ login: String?, _ command: String, reads: Bool = false) -> String {
        let text = "bash -c \(ShellText.quote("set -euo pipefail; umask 077; " + command))"
        guard let login else { return text }
        return "ssh \(reads ? "" : "-n ")\(ShellText.quote(login)) \(ShellText.quote(text))"
    }

    private var put: String {
        at(
            to,
            "tar --extract --file - --preserve-permissions --numeric-owner --directory "
                + PlanBuilder.exports, reads: true)
    }

    /// Digests of the manifests of what has arrived whole, one a line.
    private static let arrived =
        "cd \(PlanBuilder.exports); for sums in ./*/SHA256SUMS; do "
        + "if (cd \"$(dirname \"$sums\")\" && sha256sum --check --quiet SHA256SUMS) "
        + "> /dev/null 2>&1; then sha256sum \"$sums\"; fi; done"

    /// Exports that lie open.
    var text: String {
        let quoted = ShellText.quote(folder)
        let wanted =
            "cd \(quoted); find . -mindepth 2 -maxdepth 2 -name SHA256SUMS -exec sha256sum {} +; "
            + "find . -maxdepth 1 -type f ! -name \".*\" -printf \"%64s  %p\\\\n\""
        let names = "xargs --null --no-run-if-empty -I{} "
        let small = "cd \(quoted); \(names)\(LargeFiles.small(below: "{}"))"
        let listing = "cd \(quoted); \(names)\(LargeFiles.listing(below: "{}"))"
        let large = LargeFiles(from: from, to: to, folder: folder, into: PlanBuilder.exports)
        return """
            \(large.function)
            wanted=$(\(at(from, wanted)) | LC_ALL=C sort)
            arrived=$(\(at(to, Self.arrived)) | LC_ALL=C sort)
            missing=$(LC_ALL=C comm -23 <(echo "$wanted") <(echo "$arrived") \\
              | cut --characters 67- | sed 's|/SHA256SUMS$||' | LC_ALL=C sort)
            if [ -n "$missing" ]; then
              tr '\\n' '\\0' <<< "$missing" | \(at(from, small, reads: true)) \\
                | \(put)
              large=$(tr '\\n' '\\0' <<< "$missing" | \(at(from, listing, reads: true)))
              \(LargeFiles.loop("large"))
            fi
            """
    }

    /// Exports that are encrypted, opened on the way; `about` are the names that never are.
    func opened(_ names: [String], about: [String], key: String) -> String {
        let words = names.map(ShellText.quote).joined(separator: " ")
        return """
            \(ExportCipher.opening)
            cd \(ShellText.quote(folder))
            tar --create --file - \(about.map(ShellText.quote).joined(separator: " ")) | \(put)
            arrived=$(\(at(to, Self.arrived)))
            for name in \(words); do
              line=$(grep --fixed-strings "  $name/SHA256SUMS" \(ShellText.quote(about.last ?? "")))
              if grep --quiet --fixed-strings --line-regexp \\
                  "${line%% *}  ./$name/SHA256SUMS" <<< "$arrived"; then
                continue
              fi
              unseal "$name" \(ShellText.quote(key)) | \(put)
            done
            """
    }
}
