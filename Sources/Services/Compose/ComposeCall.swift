/// One call of compose in a script: its files, project name and folders.
struct ComposeCall: Equatable {
    var files: [String] = []
    var name: String?
    var folder: String?
    var changedTo: String?

    /// The calls within one command line's words that name files.
    static func all(in words: [String]) -> [ComposeCall] {
        var calls: [ComposeCall] = []
        var changedTo: String?
        for index in words.indices {
            if words[index] == "cd", index + 1 < words.count { changedTo = words[index + 1] }
            guard let start = arguments(after: index, in: words) else { continue }
            var call = ComposeCall(words[start...])
            call.changedTo = changedTo
            if !call.files.isEmpty { calls.append(call) }
        }
        return calls
    }

    private static func arguments(after index: Int, in words: [String]) -> Int? {
        let program = words[index].split(separator: "/").last.map(String.init) ?? ""
        if ["docker-compose", "podman-compose"].contains(program) { return index + 1 }
        let isEngine = ["docker", "podman"].contains(program)
        let next = index + 1
        return isEngine && next < words.count && words[next] == "compose" ? next + 1 : nil
    }

    /// Reads the options up to the first word that is none.
    private init(_ words: ArraySlice<String>) {
        var rest = words
        while let word = rest.popFirst(), word.hasPrefix("-") {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            let flag = parts.first ?? word
            guard Self.takesValue(flag) else { continue }
            guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else { return }
            switch flag {
            case "-f", "--file": files.append(value)
            case "-p", "--project-name": name = value
            case "--project-directory": folder = value
            default: break
            }
        }
    }

    private static func takesValue(_ flag: String) -> Bool {
        [
            "-f", "--file", "-p", "--project-name", "--project-directory", "--env-file",
            "--profile", "--ansi", "--parallel", "--progress", "-H", "--host", "-c", "--context",
        ].contains(flag)
    }
}
