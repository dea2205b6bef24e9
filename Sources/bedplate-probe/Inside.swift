import Glibc
import Places
import Vocabulary

/// Where the probe runs, seen from the inside: which paths are the host's and what they are called
/// there, and what of the host cannot be seen from here.
struct Inside {
    private let place = LocalPlace()

    /// Writes a head, one line per mount, one per thing that cannot be seen, and a tail.
    func write(to output: Output) {
        let mounts = mounts()
        output.line { out in
            out.field("kind", "inside")
            out.field("container", isContainer)
            out.field("hostname", place.facts()["hostname"])
        }
        for mount in mounts { output.line { mount.write(to: &$0) } }
        let unseen = isContainer ? unseen(mounts) : []
        for (what, why) in unseen {
            output.line { out in
                out.field("kind", "unseen")
                out.field("what", what)
                out.field("why", why)
            }
        }
        output.line { out in
            out.field("kind", "end")
            out.field("mounts", mounts.count)
            out.field("unseen", unseen.count)
        }
    }

    private func mounts() -> [ContainerMount] {
        let text = String(decoding: bytes("proc/\(getpid())/mountinfo"), as: UTF8.self)
        return text.split(separator: "\n").compactMap { ContainerMount(line: $0) }
            .sorted { $0.path < $1.path }
    }

    /// Docker and Podman leave a file of their own at the root; others are told by the root's file
    /// system, which is laid together from layers.
    private var isContainer: Bool {
        if isThere(".dockerenv") || isThere("run/.containerenv") { return true }
        let root = String(decoding: bytes("proc/\(getpid())/mountinfo"), as: UTF8.self)
            .split(separator: "\n").first { $0.split(separator: " ").dropFirst(4).first == "/" }
        return root?.contains(" - overlay ") ?? false
    }

    private static let sockets = [
        "run/docker.sock", "var/run/docker.sock", "run/podman/podman.sock",
    ]
    private static let files = [
        "compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml",
    ]

    private func unseen(_ mounts: [ContainerMount]) -> [(String, String)] {
        var unseen: [(String, String)] = []
        func sees(_ path: String) -> Bool { mounts.contains { $0.source == path } }
        if !sees("/var/spool/cron"), !sees("/etc/cron.d"), !sees("/etc") {
            unseen.append(("crontabs of the host", "its folders are not mounted here"))
        }
        if !sees("/etc/systemd/system"), !sees("/etc") {
            unseen.append(("units and timers of the host", "its folders are not mounted here"))
        }
        let hasFile = mounts.contains { mount in
            Self.files.contains { isThere(String(mount.path.dropFirst()) + "/" + $0) }
        }
        if !hasFile {
            unseen.append(
                ("the file this container was made from", "no mount has a compose file at its top"))
        }
        if !Self.sockets.contains(where: isThere) {
            unseen += [
                ("other containers, their volumes and images", "the engine's socket is not here"),
                (
                    "this container's own ports, restart policy and labels",
                    "the engine's socket is not here"
                ),
            ]
        }
        if String(decoding: bytes("proc/1/comm"), as: UTF8.self) != "systemd\n" {
            unseen.append(("processes of the host", "this is a process namespace of its own"))
        }
        return unseen
    }

    private func bytes(_ path: String) -> [UInt8] {
        (try? place.read(PathBytes(path), below: "/", limit: 4 << 20)) ?? []
    }

    private func isThere(_ path: String) -> Bool { access("/" + path, F_OK) == 0 }
}
