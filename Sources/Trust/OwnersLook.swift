internal import Places
internal import Vocabulary

/// One look at an owners file and every folder above it, by a shell of the place.
enum OwnersLook {
    /// What one component of the path is.
    struct Component: Equatable {
        var path: String
        /// As stat(1) names it: `directory`, `regular file`, `symbolic link`; `absent`.
        var type: String
        var uid: UInt32 = 0
        var mode: UInt32 = 0
        /// Whether the one who looks may write it.
        var isWritable = false
    }

    /// Everything a look told.
    struct Answer: Equatable {
        /// The uid that looked: the actor's, on that place.
        var uid: UInt32 = 0
        /// From `/` down to the file.
        var components: [Component] = []
        /// The file's bytes; empty where it is none.
        var bytes: [UInt8] = []
    }

    /// Prints the uid, a line per component, and the bytes of the last one if it is a file.
    private static let script = """
        LC_ALL=C; export LC_ALL
        echo "uid $(id -u)"
        for path do
            if told=$(stat -c '%u %a %F' "$path" 2>/dev/null); then :; else told='0 0 absent'; fi
            if [ -w "$path" ]; then echo "at w $told"; else echo "at - $told"; fi
        done
        echo bytes
        if [ -f "$path" ] && ! [ -h "$path" ]; then head -c 1048576 "$path"; fi
        """

    /// Looks at the absolute path on a place.
    static func look(at path: PathBytes, on place: any PlaceAccess) throws(TrustError) -> Answer {
        let paths = components(path)
        let result: CommandResult
        do { result = try place.run(Command(["sh", "-c", script, "sh"] + paths)) } catch {
            throw .place(error)
        }
        guard result.isSuccess, let answer = read(result.output, paths: paths) else {
            throw .place(
                .interrupted(
                    place: place.id,
                    why: "could not look at \(path.text): \(Keygen.lastLine(result.errors))"))
        }
        return answer
    }

    /// `/`, `/etc`, `/etc/bedplate`, ….
    static func components(_ path: PathBytes) -> [String] {
        var folder = ""
        let parts = path.text.split(separator: "/").map { part in
            folder += "/" + part
            return folder
        }
        return ["/"] + parts
    }

    /// Reads what the script printed; nil for anything else.
    static func read(_ output: [UInt8], paths: [String]) -> Answer? {
        var answer = Answer()
        var rest = output[...]
        func line() -> String? {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return String(decoding: rest[..<end], as: UTF8.self)
        }
        guard let uid = line().flatMap({ UInt32($0.dropFirst(4)) }) else { return nil }
        answer.uid = uid
        for path in paths {
            let words = line()?.split(separator: " ", maxSplits: 4) ?? []
            guard words.count == 5, words[0] == "at", let uid = UInt32(words[2]),
                let mode = UInt32(words[3], radix: 8)
            else { return nil }
            answer.components.append(
                Component(
                    path: path, type: String(words[4]), uid: uid, mode: mode,
                    isWritable: words[1] == "w"))
        }
        guard line() == "bytes" else { return nil }
        answer.bytes = Array(rest)
        return answer
    }
}

extension OwnersLook.Answer {
    /// What is wrong with the path for a file that the one who looked must not be able to change;
    /// nil where nothing is.
    func fault(on place: String) -> OwnersFault? {
        for component in components {
            let isLast = component.path == components.last?.path
            switch component.type {
            case "absent": return .absent(place: place, path: component.path)
            case "symbolic link": return .link(place: place, path: component.path)
            case "directory" where !isLast: break
            case "regular file" where isLast, "regular empty file" where isLast: break
            default: return .notAFile(place: place, path: component.path)
            }
            if component.uid != 0 {
                return .ownedBy(place: place, path: component.path, uid: component.uid)
            }
            if component.mode & 0o022 != 0 || (uid != 0 && component.isWritable) {
                return .writable(place: place, path: component.path, mode: component.mode)
            }
        }
        return nil
    }
}
