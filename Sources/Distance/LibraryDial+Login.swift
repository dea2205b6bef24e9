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
        if agentLetsIn(session, deadline) { return }
        for file in keyFiles where access(file, R_OK) == 0 {
            let status = session.call(deadline) {
                libssh2_userauth_publickey_fromfile_ex(
                    session.handle, user, UInt32(user.utf8.count), nil, file, nil)
            }
            if status == 0 { return }
        }
        throw .gap("the host accepts no key that it can use")
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
