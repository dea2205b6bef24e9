/// The shell text that brings exports to where they are kept, goes on where it was cut off, and
/// looks at what came.
struct KeepText {
    let mark: String
    /// Where they are kept, absolute.
    let folder: String
    /// The words ssh needs to reach their place; nil for this machine.
    let login: String?
    /// Folders of exports.
    let names: [String]
    let isEncrypted: Bool

    private var words: String { names.map(ShellText.quote).joined(separator: " ") }
    private var quoted: String { ShellText.quote(folder) }

    /// A command on the place of the exports.
    private func there(_ command: String) -> String {
        guard let login else { return "bash -c \(ShellText.quote(command))" }
        let quoted = ShellText.quote("bash -c \(ShellText.quote(command))")
        return "ssh -n \(ShellText.quote(login)) \(quoted)"
    }

    /// What is kept of an earlier run stays beside it, under the time it was sealed at.
    var taking: String {
        """
        K=\(quoted)
        if [ ! -d "$(dirname "$K")" ]; then install --directory --mode 0700 "$(dirname "$K")"; fi
        install --directory --mode 0700 "$K.new"
        \(there(Self.manifest(mark))) > "$K.manifest"
        if ! cmp --silent "$K.manifest" "$K.new/MANIFEST-\(mark)"; then
          rm --recursive --force "$K.new"
          install --directory --mode 0700 "$K.new"
          mv "$K.manifest" "$K.new/MANIFEST-\(mark)"
        fi
        rm --force "$K.manifest"
        cd "$K.new"
        \(there("cd \(PlanBuilder.exports) && tar --create --file - ABOUT-\(mark).json TAKEN-\(mark)"))\
         | tar --extract --file -
        \(isEncrypted ? sealing : copying)
        if [ -e "$K" ]; then mv "$K" "$K.$(head --lines 1 "$K/TAKEN-\(mark)")"; fi
        mv "$K.new" "$K"
        """
    }

    private static func manifest(_ mark: String) -> String {
        "cat \(PlanBuilder.exports)/MANIFEST-\(mark)"
    }

    /// What has come whole is not asked for again, nor what has come of a large file.
    private var copying: String {
        let large = LargeFiles(from: login, to: nil, folder: PlanBuilder.exports, into: ".")
        return """
            \(large.function)
            for name in \(words); do
              if grep --fixed-strings --line-regexp "$(sha256sum "$name/SHA256SUMS" 2> /dev/null)" \\
                  MANIFEST-\(mark) > /dev/null \\
                && (cd "$name" && sha256sum --check --quiet SHA256SUMS > /dev/null 2>&1); then
                continue
              fi
              \(stream(LargeFiles.small(below: "\"$0\""))) \\
                | tar --extract --file - --preserve-permissions
              large=$(\(stream(LargeFiles.listing(below: "\"$0\""))))
              \(LargeFiles.loop("large"))
              (cd "$name" && sha256sum --check --quiet SHA256SUMS)
            done
            sha256sum --check --quiet MANIFEST-\(mark)
            """
    }

    /// The digest of what left is asked for, and compared with that of what came.
    private var sealing: String {
        let sent = "\(PlanBuilder.exports)/.sent"
        let take =
            "exec 3> >(sha256sum > \(sent)); tar --create --file - \"$0\" | tee /dev/fd/3; "
            + "exec 3>&-; wait \"$!\""
        return """
            \(ExportCipher.sealing)
            certificate=$OLDPWD/\(ExportCipher.certificate)
            for name in \(words); do
              if [ -e "$name.plain" ] && [ -e "$name.tar.enc" ]; then continue; fi
              rm --force "$name".*
              exec 4> >(sha256sum > "$name.sum")
              \(stream(take)) | tee /dev/fd/4 | seal "$name" "$certificate"
              exec 4>&-
              wait "$!"
              \(there("cat \(sent) && rm \(sent)")) | cmp - "$name.sum"
              mv "$name.sum" "$name.plain"
            done
            rm --force ./*.plain
            sha256sum ABOUT-\(mark).json TAKEN-\(mark) MANIFEST-\(mark) ./*.tar.enc ./*.key.cms \\
              > SEALED-\(mark)
            """
    }

    /// A stream of the folder `$name` from its place.
    private func stream(_ take: String) -> String {
        let command = "set -euo pipefail; cd \(PlanBuilder.exports); " + take
        guard let login else { return "bash -c \(ShellText.quote(command)) \"$name\"" }
        let remote = ShellText.quote("bash -c \(ShellText.quote(command)) ")
        return "ssh -n \(ShellText.quote(login)) \(remote)\"$name\""
    }

    /// Looks whether what is kept is of the exports that lie there now.
    var isSame: String {
        "\(there(Self.manifest(mark))) | cmp - \(quoted)/MANIFEST-\(mark)"
    }

    /// Looks at every byte that is kept.
    var isWhole: String {
        if isEncrypted {
            return "cd \(quoted) && sha256sum --check --quiet SEALED-\(mark)"
        }
        return "cd \(quoted) && sha256sum --check --quiet MANIFEST-\(mark) && "
            + "for name in \(words); do (cd \"$name\" && sha256sum --check --quiet SHA256SUMS); done"
    }
}
