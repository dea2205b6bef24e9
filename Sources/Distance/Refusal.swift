import Formats
import Places
import Vocabulary

/// Why the system's `ssh` did not let us in, read from what it said.
struct Refusal {
    let errors: [UInt8]
    /// What came on standard output in place of an answer.
    let said: [UInt8]
    let words: Invocation
    let place: String
    let isSilent: Bool

    /// Whether the host was reached and let nobody in.
    var isDenied: Bool {
        Ended(status: nil, errors: errors).lines.contains { $0.contains("Permission denied") }
    }

    /// The error with the reason and what may help.
    var error: PlacesError {
        let lines = Ended(status: nil, errors: errors).lines
        if let changed = changedKey(lines) { return changed }
        if lines.contains(where: { $0.contains("REVOKED HOST KEY DETECTED") }) {
            return told("its host key is revoked in the file of known hosts", nil)
        }
        if lines.contains(where: { $0.contains("Host key verification failed") }) {
            return unknownKey()
        }
        if let denied = lines.last(where: { $0.contains("Permission denied") }) {
            let methods = denied.split(separator: "(").last?.prefix { $0 != ")" } ?? ""
            return told(
                "it accepts no key of ours (\(methods))",
                "`ssh -o BatchMode=yes \(name) true` must work first")
        }
        if let banner = Ended(status: nil, errors: said).lines.first(where: { !$0.isEmpty }) {
            return told("it gave no shell: \(banner.prefix(200))", nil)
        }
        if isSilent { return told("it did not answer in time", nil) }
        guard let last = lines.last(where: { !$0.isEmpty }) else {
            return told("it closed the connection without a word", nil)
        }
        return told(Self.reason(String(last.prefix(300))), nil)
    }

    private var name: String { String(place.drop { $0 != ":" }.dropFirst()) }

    private func told(_ why: String, _ hint: String?) -> PlacesError {
        .unreachable(place: place, why: why, hint: hint)
    }

    /// The reason in a line of ssh, lower case: what stands behind the last colon, where the line
    /// is about the connection.
    static func reason(_ line: String) -> String {
        var text = line.hasPrefix("ssh: ") ? String(line.dropFirst(5)) : line
        if text.hasPrefix("connect to host "), let colon = text.lastIndex(of: ":") {
            text = String(text[colon...].dropFirst(2))
        }
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    private func changedKey(_ lines: [String]) -> PlacesError? {
        guard lines.contains(where: { $0.contains("IDENTIFICATION HAS CHANGED") }) else {
            return nil
        }
        let shown = lines.first { $0.hasPrefix("SHA256:") }.map { Self.withoutStop($0) }
        let offending = lines.first { $0.hasPrefix("Offending ") }
        let at = offending.flatMap { $0.split(separator: " ").last.map(String.init) } ?? ""
        let known = Self.fingerprint(at: at) ?? "another"
        return told(
            "its host key is \(shown ?? "another") and not \(known), as \(at) has it",
            "find out why it changed before you remove that line")
    }

    private static func withoutStop(_ text: String) -> String {
        text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// The fingerprint of the key at `FILE:LINE`.
    private static func fingerprint(at place: String) -> String? {
        guard let colon = place.lastIndex(of: ":"), let line = Int(place[colon...].dropFirst()),
            let text = SSHFiles.text(PathBytes(String(place[..<colon])))
        else { return nil }
        return KnownHosts(text).entries.first { $0.line == line }?.fingerprint
    }

    /// Asks once more, only to name the key that nobody knows.
    private func unknownKey() -> PlacesError {
        var command = Command(words.probe)
        command.outputLimit = 1 << 16
        let told = try? LocalPlace().run(command)
        let lines = Ended(status: nil, errors: told?.errors ?? []).lines
        let key = lines.first { $0.contains("Server host key: ") }?.split(separator: " ").last
        return self.told(
            "its host key \(key.map { $0 + " " } ?? "")is not known",
            "connect once with ssh and compare the fingerprint, or give --accept-new-hosts")
    }
}
