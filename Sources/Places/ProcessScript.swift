import Vocabulary

/// Reads procfs(5) through a shell, in one round trip, for places that only run programs.
///
/// Needs a POSIX shell, `base64`, `tr`, `sed`, `ls` and `readlink`, as GNU and BusyBox have them.
/// Variables are cut to their names before they leave the place. Each line of the answer is a
/// letter, a path or a number, and what was read, in base64 where it may hold anything. `X` takes
/// back a process that ended while it was read: half of one would pass for one that hides the rest.
enum ProcessScript {
    /// The program.
    static let command = ["sh", "-c", text]

    private static let text = #"""
        cd /proc 2>/dev/null || exit 1
        LC_ALL=C; export LC_ALL
        ended() { read -r line 2>/dev/null <$1/stat || return 0; case "${line##*) }" in [ZX]*) ;; *) return 1 ;; esac; }
        read_file() { [ -r "$1" ] && printf 'F %s ' "$1" && base64 <"$1" 2>/dev/null | tr -d '\n'; echo; }
        printf 'O %s\n' "$(readlink self/ns/net)"
        seen=' '
        for p in [0-9]*; do
            read_file $p/status; read_file $p/cmdline; read_file $p/cgroup
            if [ -r $p/environ ] && (exec 3<$p/environ) 2>/dev/null; then
                printf 'E %s ' $p
                tr '\n\0' '\001\n' <$p/environ 2>/dev/null | sed -n 's/=.*/=/p' | tr '\n' '\0' |
                    base64 | tr -d '\n'
                echo
            fi
            printf 'L %s ' $p
            ls -ln $p/exe $p/cwd $p/ns/net 2>/dev/null | base64 | tr -d '\n'; echo
            if [ -r $p/fd ] && [ -x $p/fd ]; then
                printf 'D %s ' $p; ls -ln $p/fd 2>/dev/null | base64 | tr -d '\n'; echo
            fi
            n=$(readlink $p/ns/net 2>/dev/null)
            case "$n,$seen" in ,* | *" $n "*) ;; *)
                printf 'N %s %s\n' $p "$n"
                for t in tcp tcp6 udp udp6 unix; do read_file $p/net/$t; done
                ended $p || seen="$seen$n "
            esac
            ended $p && printf 'X %s\n' $p
        done
        read_file self/mountinfo
        """#

    /// What the answer tells.
    static func read(_ answer: [UInt8]) -> ProcessFiles {
        var files = ProcessFiles()
        var processes: [Int: ProcessFiles.Process] = [:]
        var doors: [Int: Int] = [:]
        for line in answer.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2).map {
                String(decoding: $0, as: UTF8.self)
            }
            guard words.count >= 2 else { continue }
            let bytes = words.count > 2 ? Base64.decode(words[2]) ?? [] : []
            switch words[0] {
            case "O": files.ownNetwork = words[1]
            case "X":
                guard let id = Int(words[1]) else { continue }
                processes[id] = nil
                if let door = doors[id] { files.networks[door].tables = [:] }
            case "N":
                guard let id = Int(words[1]), words.count > 2 else { continue }
                doors[id] = files.networks.count
                files.networks.append(.init(namespace: words[2], tables: [:]))
            case "F": take(words[1], bytes, &files, &processes, doors)
            default:
                guard let id = Int(words[1]) else { continue }
                take(words[0], bytes, &processes[id, default: .init(id: id)])
            }
        }
        files.networks.removeAll { $0.tables.isEmpty }
        files.processes = processes.values.filter { !$0.status.isEmpty }.sorted { $0.id < $1.id }
        return files
    }

    /// A file: `12/status`, `12/net/tcp`, `self/mountinfo`.
    private static func take(
        _ path: String, _ bytes: [UInt8], _ files: inout ProcessFiles,
        _ processes: inout [Int: ProcessFiles.Process], _ doors: [Int: Int]
    ) {
        let parts = path.split(separator: "/").map(String.init)
        guard let id = Int(parts[0]) else {
            files.mounts = bytes
            return
        }
        if parts.count == 3, let door = doors[id] {
            files.networks[door].tables[parts[2]] = bytes
            return
        }
        switch parts.last {
        case "status": processes[id, default: .init(id: id)].status = bytes
        case "cmdline": processes[id, default: .init(id: id)].arguments = bytes
        case "cgroup": processes[id, default: .init(id: id)].cgroup = bytes
        default: break
        }
    }

    private static func take(
        _ letter: String, _ bytes: [UInt8], _ process: inout ProcessFiles.Process
    ) {
        switch letter {
        case "E": process.environment = ProcessFiles.names(ofEnvironment: bytes)
        case "L":
            for (name, target) in links(bytes) {
                if name.hasSuffix("/exe") { process.program = target }
                if name.hasSuffix("/cwd") { process.folder = target }
                if name.hasSuffix("/ns/net") { process.network = target.text }
            }
        case "D": process.open = links(bytes).map(\.target)
        default: break
        }
    }

    /// `lrwx------ 1 0 0 64 Nov 21 09:00 3 -> socket:[123]`.
    private static func links(_ listing: [UInt8]) -> [(name: String, target: PathBytes)] {
        listing.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard line.first == UInt8(ascii: "l"), let arrow = line.firstRange(of: " -> ".utf8)
            else { return nil }
            let before = line[..<arrow.lowerBound].split(separator: UInt8(ascii: " "))
            guard let name = before.last else { return nil }
            return (
                String(decoding: name, as: UTF8.self), PathBytes(line[arrow.upperBound...])
            )
        }
    }
}
