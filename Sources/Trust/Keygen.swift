internal import Places
internal import Vocabulary

/// `ssh-keygen -Y`: makes and judges signatures (ssh-keygen(1); OpenSSH's PROTOCOL.sshsig).
enum Keygen {
    /// What a signature is for: one made for one purpose is none for another.
    enum Namespace: String {
        case approval = "plan-approve@bedplate"
        case confirmation = "confirm@bedplate"
        case probe = "probe@bedplate"
    }

    /// Signs bytes with a key file, or with the agent's key of a public key file.
    ///
    /// `ssh-keygen` itself asks for a passphrase or a touch, at the terminal; five minutes.
    static func sign(
        _ bytes: [UInt8], as namespace: Namespace, key: PathBytes
    ) throws(TrustError) -> [UInt8] {
        let bench = try Workbench()
        let message = try bench.put(bytes, as: "message")
        var command = Command([
            "ssh-keygen", "-Y", "sign", "-n", namespace.rawValue, "-f", key.text, message,
        ])
        command.asksPerson = true
        command.timeout = 300_000
        let result = try run(command)
        let signature = try? PersonalFiles.read(bench.path.appending("message.sig"))
        guard result.isSuccess, let signature else {
            throw .cannotSign(key: key, why: lastLine(result.errors))
        }
        return signature
    }

    /// Whether a signature over bytes is good, by the owners' own lines and by now.
    ///
    /// The program is looked for where the system keeps it, whatever `PATH` says.
    static func verifies(
        _ signature: [UInt8], over bytes: [UInt8], as namespace: Namespace, by principal: String,
        owners: [UInt8]
    ) throws(TrustError) -> Bool {
        let bench = try Workbench()
        let list = try bench.put(owners, as: "owners")
        let seal = try bench.put(signature, as: "signature")
        var command = Command([
            "/usr/bin/env", "ssh-keygen", "-Y", "verify", "-f", list, "-I", principal, "-n",
            namespace.rawValue, "-s", seal,
        ])
        command.environment = ["PATH=/usr/bin:/bin:/usr/local/bin"]
        command.input = bytes
        let result = try run(command)
        guard result.ending != .exited(127) else {
            throw .noTool(name: "ssh-keygen", why: "it is not installed")
        }
        // It does nothing for a uid without a name, and ends as it does for a bad signature.
        let complaint = lastLine(result.errors)
        guard result.isSuccess || !complaint.hasPrefix("No user exists") else {
            throw .noTool(name: "ssh-keygen", why: complaint)
        }
        return result.isSuccess
    }

    /// Signs without anybody: no terminal, nothing that asks, three seconds; nil where that
    /// does not succeed.
    static func signSilently(
        _ file: String, key: String, agent: String?, bench: Workbench
    ) throws(TrustError) -> [UInt8]? {
        var command = Command([
            "ssh-keygen", "-Y", "sign", "-n", Namespace.probe.rawValue, "-f", key, file,
        ])
        command.environment =
            [
                "PATH=/usr/bin:/bin:/usr/local/bin", "SSH_ASKPASS=/bin/false", "DISPLAY=:none",
                "SSH_ASKPASS_REQUIRE=force",
            ] + (agent.map { ["SSH_AUTH_SOCK=\($0)"] } ?? [])
        command.timeout = 3_000
        guard try run(command).isSuccess else { return nil }
        return (try? PersonalFiles.read(PathBytes(file + ".sig"))) ?? nil
    }

    static func run(_ command: Command) throws(TrustError) -> CommandResult {
        do { return try LocalPlace().run(command) } catch {
            throw .noTool(name: command.arguments.first ?? "", why: error.message)
        }
    }

    /// The last line a program complained with.
    static func lastLine(_ bytes: [UInt8]) -> String {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.last.map { String($0.prefix(200)) } ?? "it did not say why"
    }
}
