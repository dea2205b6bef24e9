import Formats
import Vocabulary

/// Follows the scripts that drafts run, one level deep, and reads what they start and call.
struct Scripts {
    let documents: any Documents

    /// The drafts, with the command lines and addresses of the scripts they run.
    func followed(_ drafts: [ServiceDraft]) -> [ServiceDraft] {
        drafts.map { draft in
            var draft = draft
            for use in draft.commands {
                for path in use.line.paths { follow(path, use, &draft) }
                for output in use.line.outputs {
                    guard let target = resolved(output, use) else { continue }
                    draft.mentions.append(
                        mention(
                            target, .log, draft, "\(draft.service.name) appends its output", use))
                }
                note(use.line.calls, use.file, use.number, &draft)
                for name in use.line.entered {
                    draft.leaves.append(
                        .init(
                            key: "script.container", value: name, file: use.file, line: use.number))
                }
            }
            return draft
        }
    }

    private func follow(_ word: String, _ use: ServiceDraft.CommandUse, _ draft: inout ServiceDraft)
    {
        guard let path = resolved(word, use),
            documents.type(of: path) == .file || documents.type(of: path) == .link
        else { return }
        let isProgram = Self.isScript(path)
        draft.mentions.append(
            mention(
                path, isProgram ? .program : .document, draft,
                isProgram ? "\(draft.service.name) runs it" : "\(draft.service.name) names it", use)
        )
        guard isProgram, let bytes = documents.bytes(of: path), bytes.count < 256 << 10 else {
            return
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let isShell =
            path.name.text.hasSuffix(".sh")
            || text.hasPrefix("#!") && text.prefix(40).contains("sh")
        for (index, raw) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            let line = raw.trimmingSpace
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("//") { continue }
            if isShell {
                readShell(line, index + 1, path, use, &draft)
            } else if let verb = Self.engineVerb(line) {
                note([EngineCall(verb: verb)], path, index + 1, &draft)
            }
            for reference in References.find(in: line, key: "script")
            where reference.rule == "url" || reference.rule == "dsn" {
                if case .host(let host, let port) = reference.target {
                    draft.leaves.append(
                        .init(
                            key: "script.url",
                            value:
                                "\(reference.scheme ?? "tcp")://\(host)\(port.map { ":\($0)" } ?? "")",
                            file: path, line: index + 1))
                }
            }
        }
    }

    private func readShell(
        _ line: String, _ number: Int, _ path: PathBytes, _ use: ServiceDraft.CommandUse,
        _ draft: inout ServiceDraft
    ) {
        let command = CommandLine(line)
        if !command.controls.isEmpty {
            draft.commands.append(
                .init(
                    line: command, file: path, number: number,
                    folder: command.folder ?? use.folder ?? path.folder.text))
        }
        note(command.calls, path, number, &draft)
        for name in command.entered {
            draft.leaves.append(
                .init(key: "script.container", value: name, file: path, line: number))
        }
        for (index, word) in command.words.enumerated()
        where ["-h", "--host"].contains(word) && index + 1 < command.words.count {
            let port = command.words.indices.first {
                ["-p", "-P", "--port"].contains(command.words[$0]) && $0 + 1 < command.words.count
            }
            let number2 =
                port.map { ":" + command.words[$0 + 1] } ?? Self.clientPort(command.words).map {
                    ":\($0)"
                } ?? ""
            draft.leaves.append(
                .init(
                    key: "script.host", value: command.words[index + 1] + number2, file: path,
                    line: number))
        }
        for output in command.outputs {
            if let target = resolved(
                output, .init(line: command, file: path, number: number, folder: use.folder))
            {
                draft.mentions.append(
                    mention(
                        target, .output, draft, "\(path.name.text) writes it",
                        .init(line: command, file: path, number: number, folder: nil)))
            }
        }
    }

    /// A call of a container engine fails where there is none.
    private func note(
        _ calls: [EngineCall], _ file: PathBytes, _ number: Int, _ draft: inout ServiceDraft
    ) {
        for var call in calls {
            call.at = documents.locator(file, line: number)
            if !draft.service.evidence.contains(call.evidence) {
                draft.service.evidence.append(call.evidence)
            }
        }
    }

    /// What a line of a program that is no shell's asks an engine for: both as words of their own.
    private static func engineVerb(_ line: String) -> String? {
        let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }
        guard let engine = words.firstIndex(where: { $0 == "docker" || $0 == "podman" }) else {
            return nil
        }
        return words[(engine + 1)...].first { engineVerbs.contains(String($0)) }.map(String.init)
    }

    private static let engineVerbs: Set<String> = [
        "exec", "cp", "compose", "run", "restart", "start", "stop", "kill", "logs", "inspect",
    ]

    private static func clientPort(_ words: [String]) -> Int? {
        let clients = [
            "psql": 5432, "pg_dump": 5432, "pg_dumpall": 5432, "pg_isready": 5432,
            "redis-cli": 6379, "mysql": 3306, "mysqldump": 3306, "mongodump": 27017,
            "mosquitto_pub": 1883, "mosquitto_sub": 1883,
        ]
        return words.lazy.compactMap { clients[$0] }.first
    }

    private func resolved(_ word: String, _ use: ServiceDraft.CommandUse) -> PathBytes? {
        guard word.first != "-", !word.contains("://"), !word.contains("$(") else { return nil }
        var text = word
        for home in ["~/", "$HOME/", "${HOME}/"] where text.hasPrefix(home) {
            text = String(text.dropFirst(home.count))
        }
        if text.first == "/" {
            let path = PathBytes(text).normalised
            return documents.type(of: path) != nil ? documents.placed(path) : tail(of: path)
        }
        let folders =
            [use.line.folder, use.folder].compactMap { $0 }.map { PathBytes($0) } + [
                use.file.folder
            ] + documents.roots
        for folder in folders {
            let path = folder.appending(text).normalised
            if documents.type(of: path) != nil { return documents.placed(path) }
            if let found = tail(of: path) { return found }
        }
        return nil
    }

    /// A path of the running place as it lies in the scanned one: the longest tail that is there.
    private func tail(of path: PathBytes) -> PathBytes? {
        let segments = path.bytes.split(separator: UInt8(ascii: "/"))
        guard segments.count > 1 else { return nil }
        for start in 1..<segments.count {
            let below = PathBytes(
                bytes: Array(segments[start...].joined(separator: [UInt8(ascii: "/")])))
            for root in documents.roots where documents.type(of: root.appending(below)) != nil {
                return root.appending(below)
            }
        }
        return nil
    }

    private static func isScript(_ path: PathBytes) -> Bool {
        let name = path.name.text
        let endings = [".sh", ".py", ".js", ".mjs", ".ts", ".rb", ".pl", ".php", ".bash", ".cjs"]
        return endings.contains { name.hasSuffix($0) } || !name.contains(".")
    }

    private func mention(
        _ path: PathBytes, _ role: Mention.Role, _ draft: ServiceDraft, _ says: String,
        _ use: ServiceDraft.CommandUse
    ) -> Mention {
        Mention(
            path: path, role: role, service: draft.service.id,
            evidence: Evidence(
                .declared, rule: "command.\(role.rawValue)", says: says,
                at: documents.locator(use.file, line: use.number)))
    }
}
