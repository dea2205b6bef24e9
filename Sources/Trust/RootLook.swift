internal import Places
internal import Vocabulary

/// One look at what a login may do as root, by a shell of its place.
enum RootLook {
    /// Prints groups, sockets of programs that run as root, what doas and polkit go by, and what sudo
    /// allows unasked.
    ///
    /// `sudo --list` runs nothing; a host may note in its log that it was asked.
    private static let script = """
        LC_ALL=C; export LC_ALL
        echo "groups $(id -Gn) $(id -Gn "$(id -un)" 2> /dev/null)"
        for socket in /run/docker.sock /run/podman/podman.sock /run/containerd/containerd.sock \
            /var/lib/lxd/unix.socket /var/snap/lxd/common/lxd/unix.socket \
            /var/lib/incus/unix.socket /run/libvirt/libvirt-sock; do
            if [ -S "$socket" ] && [ -w "$socket" ]; then echo "socket $socket"; fi
        done
        echo "login $(id -un) $(id -u)"
        show() {
            if [ -d "$1" ]; then
                if [ ! -r "$1" ] || [ ! -x "$1" ]; then echo "unread $1"; fi
            elif [ -r "$1" ]; then
                echo "file $1"
                awk '{ print " " $0 }' "$1"
            elif [ -e "$1" ]; then
                echo "unread $1"
            fi
        }
        echo doas
        if command -v doas > /dev/null; then
            for file in /etc/doas.conf /etc/doas.d /etc/doas.d/*.conf /usr/local/etc/doas.conf; do
                show "$file"
            done
        fi
        echo polkit
        if command -v pkexec > /dev/null || [ -e /usr/lib/polkit-1/polkitd ] \
            || [ -e /usr/libexec/polkitd ]; then
            for file in /etc/polkit-1/rules.d /etc/polkit-1/rules.d/*.rules; do show "$file"; done
        fi
        echo sudo
        if command -v sudo > /dev/null; then timeout 10 sudo -n -l 2> /dev/null || true; fi
        """

    /// What whoever is logged in on a place may become; nothing more where that is root already.
    ///
    /// - Parameter guarded: paths that only root may change.
    static func rights(
        on place: any PlaceAccess, guarded: [PathBytes]
    ) throws(TrustError) -> RootRights {
        let result: CommandResult
        do { result = try place.run(Command(["sh", "-c", script])) } catch { throw .place(error) }
        guard result.isSuccess, let rights = read(result.output, guarded: guarded.map(\.text))
        else {
            throw .place(
                .interrupted(
                    place: place.id,
                    why: "could not look at what it may do: \(Keygen.lastLine(result.errors))"))
        }
        return rights
    }

    /// Reads what the script printed; nil for anything else.
    static func read(_ output: [UInt8], guarded: [String]) -> RootRights? {
        let text = String(decoding: output, as: UTF8.self)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard let groups = lines.popFirst(), groups.hasPrefix("groups ") else { return nil }
        var sockets: [String] = []
        while let line = lines.first, line.hasPrefix("socket ") {
            sockets.append(String(line.dropFirst(7)))
            lines = lines.dropFirst()
        }
        guard let login = lines.popFirst(), login.hasPrefix("login ") else { return nil }
        var documents = RootDocuments()
        guard lines.popFirst() == "doas" else { return nil }
        documents.doas = files(&lines)
        guard lines.popFirst() == "polkit" else { return nil }
        documents.polkit = files(&lines)
        guard lines.popFirst() == "sudo" else { return nil }
        return RootRights(
            names: login.dropFirst(6).split(separator: " ").map(String.init),
            groups: groups.dropFirst(7).split(separator: " ").map(String.init), sockets: sockets,
            sudo: lines.joined(separator: "\n"), documents: documents, guarded: guarded)
    }

    /// Files as `show` prints them.
    private static func files(_ lines: inout ArraySlice<Substring>) -> [RootDocuments.File] {
        var out: [RootDocuments.File] = []
        while let line = lines.first, line.hasPrefix("file ") || line.hasPrefix("unread ") {
            lines = lines.dropFirst()
            guard line.hasPrefix("file ") else {
                out.append(.init(path: String(line.dropFirst(7)), text: nil))
                continue
            }
            let text = lines.prefix { $0.first == " " }
            lines = lines.dropFirst(text.count)
            let whole = text.map { $0.dropFirst() }.joined(separator: "\n")
            out.append(.init(path: String(line.dropFirst(5)), text: whole))
        }
        return out
    }
}
