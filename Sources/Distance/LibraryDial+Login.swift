import CSSH2
import Formats
import Glibc
import Places
import Vocabulary

extension LibraryDial {
    /// Shows the keys of the agent, then those in files, until the host accepts one.
    func logIn(_ session: LibraryLine) throws(LibraryFailure) {
        let deadline = ContinuousClock.now + .seconds(reach.connectTimeout + 20)
        // Asking for the methods is asking to be let in without any key.
        var methods: UnsafeMutablePointer<CChar>?
        _ = session.call(deadline) {
            methods = libssh2_userauth_list(session.handle, user, UInt32(user.utf8.count))
            if methods != nil { return 0 }
            return libssh2_session_last_errno(session.handle)
        }
        if libssh2_userauth_authenticated(session.handle) == 1 { return }
        let offered = methods.map { String(cString: $0) } ?? ""
        if agentLetsIn(session, deadline) { return }
        let locked = keyFiles.filter { LockedKey(SSHFiles.text(PathBytes($0)) ?? "") != nil }
        for file in keyFiles where access(file, R_OK) == 0 && !locked.contains(file) {
            if show(file, nil, session, deadline) == 0 { return }
        }
        if reach.asksPerson, TerminalQuestion.isPossible {
            if offered.contains("publickey"), unlocks(locked, session) { return }
            if offered.contains("keyboard-interactive"), answers(session) { return }
        }
        throw .gap("the host accepts no key that it can use")
    }

    /// Shows a key in a file; the library's status, nil where the host did not answer in time.
    private func show(
        _ file: String, _ passphrase: String?, _ session: LibraryLine,
        _ deadline: ContinuousClock.Instant
    ) -> Int32? {
        session.call(deadline) {
            libssh2_userauth_publickey_fromfile_ex(
                session.handle, user, UInt32(user.utf8.count), nil, file, passphrase)
        }
    }

    /// Asks the person for the passphrases of keys, until the host accepts one. Keys that the
    /// library cannot sign with are left to the system's ssh.
    private func unlocks(_ files: [String], _ session: LibraryLine) -> Bool {
        files.contains { file in
            guard LockedKey(SSHFiles.text(PathBytes(file)) ?? "")?.type != "ssh-rsa" else {
                return false
            }
            return reach.passphrases.unlock(file) { passphrase in
                let text = String(decoding: passphrase, as: UTF8.self)
                let status = show(file, text, session, .now + .seconds(reach.connectTimeout + 20))
                let isWrong =
                    status == LIBSSH2_ERROR_FILE || status == LIBSSH2_ERROR_KEYFILE_AUTH_FAILED
                return isWrong ? nil : status == 0
            }
        }
    }

    /// Lets the person answer what the host asks (RFC 4256).
    private func answers(_ session: LibraryLine) -> Bool {
        let place = Unmanaged.passRetained(HostName(place))
        defer { place.release() }
        let abstract = libssh2_session_abstract(session.handle)
        abstract?.pointee = place.toOpaque()
        defer { abstract?.pointee = nil }
        let status = session.call(.now + .seconds(180)) {
            libssh2_userauth_keyboard_interactive_ex(
                session.handle, user, UInt32(user.utf8.count)
            ) { _, _, instruction, length, count, prompts, responses, abstract in
                HostName.answer(
                    (instruction, length), count, prompts, responses, abstract?.pointee)
            }
        }
        return status == 0
    }

    /// Private keys in files: the configured ones, else those ssh looks for by itself.
    private var keyFiles: [String] {
        let own = ["id_ed25519", "id_ecdsa", "id_rsa"].map { "~/.ssh/" + $0 }
        let named = settings.identityFiles.isEmpty ? own : settings.identityFiles
        return named.compactMap(tokens.expand)
    }

    /// The socket of the agent; nil where there is none or none is wanted.
    private var agentSocket: String? {
        switch settings.identityAgent {
        case "none": nil
        case nil, "SSH_AUTH_SOCK": Surroundings.variable("SSH_AUTH_SOCK")
        case let path?: tokens.expand(path)
        }
    }

    private func agentLetsIn(
        _ session: LibraryLine, _ deadline: ContinuousClock.Instant
    ) -> Bool {
        guard let path = agentSocket, let agent = libssh2_agent_init(session.handle) else {
            return false
        }
        defer { libssh2_agent_free(agent) }
        libssh2_agent_set_identity_path(agent, path)
        guard libssh2_agent_connect(agent) == 0, libssh2_agent_list_identities(agent) == 0 else {
            return false
        }
        defer { libssh2_agent_disconnect(agent) }
        let wanted = settings.identitiesOnly == true ? publicKeys : nil
        var identity: UnsafeMutablePointer<libssh2_agent_publickey>?
        var previous: UnsafeMutablePointer<libssh2_agent_publickey>?
        while libssh2_agent_get_identity(agent, &identity, previous) == 0, let one = identity {
            previous = one
            let blob = UnsafeRawBufferPointer(start: one.pointee.blob, count: one.pointee.blob_len)
            if let wanted, !wanted.contains(blob.map { $0 }) { continue }
            let status = session.call(deadline) { libssh2_agent_userauth(agent, user, one) }
            if status == 0 { return true }
        }
        return false
    }

    /// The public halves of the configured keys, as they travel.
    private var publicKeys: Set<[UInt8]> {
        Set(
            keyFiles.compactMap { file in
                let words = SSHFiles.text(PathBytes(file + ".pub"))?.split(separator: " ")
                return words.flatMap { $0.count > 1 ? Base64.decode(String($0[1])) : nil }
            })
    }
}
