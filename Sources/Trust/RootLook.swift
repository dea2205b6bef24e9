internal import Places
internal import Vocabulary

/// One look at what a login may do as root, by a shell of its place.
enum RootLook {
    /// Prints groups, sockets of programs that run as root, and what sudo allows unasked.
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
        guard lines.popFirst() == "sudo" else { return nil }
        return RootRights(
            groups: groups.dropFirst(7).split(separator: " ").map(String.init), sockets: sockets,
            sudo: lines.joined(separator: "\n"), guarded: guarded)
    }
}
