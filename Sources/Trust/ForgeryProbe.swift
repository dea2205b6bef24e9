internal import Places
public import Vocabulary

/// Tries, as whoever runs the program and without anybody at hand, to sign with the owners' keys:
/// one that succeeds proves no owner's will.
public enum ForgeryProbe {
    /// The keys, among those given, that sign without anybody: through an agent that does not ask,
    /// or from a private key without a passphrase. At most three seconds a try.
    ///
    /// - Parameter files: private key files to try beside those of the usual folder.
    public static func silent(
        among signers: [Signer], files: [PathBytes] = []
    ) throws(TrustError) -> [SilentKey] {
        let bench = try Workbench()
        let look = try look()
        var found: [SilentKey] = []
        for socket in look.sockets {
            let held = try keys(of: socket)
            for signer in signers where held.contains(signer.key) {
                let key = try bench.put(
                    Array("\(signer.keyType) \(signer.key)\n".utf8), as: "agent.pub")
                let signed = try attempt(key, agent: socket, bench)
                if signed?.key == signer.key {
                    found.append(
                        SilentKey(fingerprint: signer.fingerprint, by: .agent(socket: socket)))
                }
            }
        }
        let listed = Set(signers.map(\.key))
        for file in Set(look.files + files.map(\.text)).sorted() {
            guard let key = try attempt(copied(file, bench), agent: nil, bench)?.key,
                listed.contains(key)
            else { continue }
            found.append(
                SilentKey(fingerprint: Signer.fingerprint(ofKey: key), by: .file(path: file)))
        }
        return found
    }

    private static func attempt(
        _ key: String, agent: String?, _ bench: Workbench
    ) throws(TrustError) -> SignatureBlob? {
        let name = "challenge-\(UInt64.random(in: 0 ... .max))"
        let file = try bench.put(Array("\(name)\n".utf8), as: name)
        return try Keygen.signSilently(file, key: key, agent: agent, bench: bench)
            .flatMap(SignatureBlob.init(armoured:))
    }

    /// A copy that only we can read, its public half beside it: `ssh-keygen` refuses a private key
    /// that others can read, which would keep nobody from copying it, and signs with an old form
    /// of key only where it finds the public half.
    private static func copied(_ file: String, _ bench: Workbench) throws(TrustError) -> String {
        guard let bytes = try? PersonalFiles.read(PathBytes(file), limit: 1 << 20) else {
            return file
        }
        let copy = try bench.put(bytes, as: "key")
        var command = Command(["ssh-keygen", "-y", "-P", "", "-f", copy])
        command.timeout = 3_000
        let half = try Keygen.run(command)
        _ = try bench.put(half.isSuccess ? half.output : [], as: "key.pub")
        return copy
    }

    /// Public keys, in base64, that an agent offers.
    private static func keys(of socket: String) throws(TrustError) -> Set<String> {
        var command = Command(["/usr/bin/env", "ssh-add", "-L"])
        command.environment = ["PATH=/usr/bin:/bin:/usr/local/bin", "SSH_AUTH_SOCK=\(socket)"]
        command.timeout = 3_000
        let lines = String(decoding: try Keygen.run(command).output, as: UTF8.self)
            .split(whereSeparator: \.isNewline)
        return Set(
            lines.compactMap { line in
                let words = line.split(separator: " ")
                return words.count > 1 ? String(words[1]) : nil
            })
    }

    /// Prints `a` and the socket of every agent that can be spoken to, `k` and every private key
    /// that can be read: the usual places, whatever the environment leaves out.
    private static let script = """
        home=$(getent passwd "$(id -u)" | cut -d: -f6)
        run=/run/user/$(id -u)
        for socket in "$SSH_AUTH_SOCK" /tmp/ssh-*/agent.* "$run"/ssh-agent.socket \
            "$run"/openssh_agent "$run"/keyring/ssh "$run"/keyring/.ssh \
            "$run"/gcr/ssh "$run"/gnupg/S.gpg-agent.ssh "$HOME"/.ssh/agent/*; do
            if [ -S "$socket" ] && [ -w "$socket" ]; then printf 'a%s\\0' "$socket"; fi
        done
        for key in "$HOME"/.ssh/* "$home"/.ssh/*; do
            if [ -f "$key" ] && [ -r "$key" ] && head -c 64 "$key" | grep -q 'PRIVATE KEY'; then
                printf 'k%s\\0' "$key"
            fi
        done
        """

    private static func look() throws(TrustError) -> (sockets: [String], files: [String]) {
        let result = try Keygen.run(Command(["sh", "-c", script]))
        let words = result.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        func behind(_ mark: Character) -> [String] {
            Array(Set(words.filter { $0.first == mark }.map { String($0.dropFirst()) })).sorted()
        }
        return (Array(behind("a").prefix(16)), Array(behind("k").prefix(128)))
    }
}
