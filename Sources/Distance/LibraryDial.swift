import CSSH2
import Formats
import Glibc
import Places
import Vocabulary

/// What the library needs to know to reach a host: an address, a user, keys, known host keys.
struct LibraryDial {
    let place: String
    let host: String
    let port: Int
    let user: String
    let settings: SSHSettings
    let tokens: SSHTokens
    let reach: Reach

    /// Reads the configuration; a gap where it asks for what the library has not.
    init(_ destination: Destination, place: String, reach: Reach) throws(LibraryFailure) {
        let configuration: SSHConfiguration
        do {
            configuration = try SSHFiles.configuration(reach.configuration)
            settings = try configuration.settings(for: destination.host)
        } catch {
            throw .refused(.unreachable(place: place, why: error.message, hint: nil))
        }
        if let line = configuration.notUnderstood.first { throw .gap("it does not read \(line)") }
        if settings.proxyJump != nil { throw .gap("it has no ProxyJump") }
        if settings.proxyCommand != nil { throw .gap("it has no ProxyCommand") }
        if !settings.certificateFiles.isEmpty { throw .gap("it has no certificates") }
        if reach.acceptsNewHosts || settings.strictHostKeyChecking == "accept-new" {
            throw .gap("it keeps no new host keys")
        }
        let own = Surroundings.userName(Surroundings.userID) ?? "root"
        var tokens = SSHTokens(settings, localUser: own, home: Surroundings.home.text)
        if let user = destination.user { tokens.remoteUser = user }
        if let port = destination.port { tokens.port = port }
        self.tokens = tokens
        (self.place, self.reach) = (place, reach)
        (host, port, user) = (tokens.host, tokens.port, tokens.remoteUser)
    }

    /// An open, trusted, logged-in session.
    func session() throws(LibraryFailure) -> LibrarySession {
        let timeout = settings.connectTimeout ?? reach.connectTimeout
        let deadline = ContinuousClock.now + .seconds(timeout)
        let socket: Socket
        do {
            socket = try Socket(
                host: host, port: port, patience: timeout * 1000, isStopped: reach.isStopped)
        } catch {
            throw .refused(told(error.why))
        }
        let opened = try LibrarySession(socket, isStopped: reach.isStopped)
        let session = opened.line
        let known = knownHosts
        prefer(known.entries(for: keyName, port: keyPort), session)
        if settings.compression == true {
            libssh2_session_flag(session.handle, LIBSSH2_FLAG_COMPRESS, 1)
        }
        let status = session.call(deadline) {
            libssh2_session_handshake(session.handle, session.socket)
        }
        guard let status else { throw .refused(told("it did not answer in time")) }
        guard status == 0 else {
            let agreement = [
                LIBSSH2_ERROR_KEX_FAILURE, LIBSSH2_ERROR_METHOD_NONE,
                LIBSSH2_ERROR_METHOD_NOT_SUPPORTED, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE,
                LIBSSH2_ERROR_HOSTKEY_INIT, LIBSSH2_ERROR_HOSTKEY_SIGN,
            ]
            if agreement.contains(status) { throw .gap("it shares no algorithm with the host") }
            throw .refused(told("it broke off before a key was exchanged (\(session.complaint))"))
        }
        try check(session, known)
        try logIn(session)
        libssh2_keepalive_config(session.handle, 1, 10)
        return opened
    }

    func told(_ why: String, hint: String? = nil) -> PlacesError {
        .unreachable(place: place, why: why, hint: hint)
    }
}

// MARK: trust

extension LibraryDial {
    private var keyName: String { settings.hostKeyAlias ?? host }
    private var keyPort: Int { settings.hostKeyAlias == nil ? port : 22 }

    private var knownFiles: [String] {
        let own = settings.userKnownHostsFiles ?? ["~/.ssh/known_hosts", "~/.ssh/known_hosts2"]
        return own.compactMap(tokens.expand)
            + ["/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2"]
    }

    private var knownHosts: KnownHosts {
        KnownHosts(knownFiles.compactMap { SSHFiles.text(PathBytes($0)) }.joined(separator: "\n"))
    }

    /// Asks for the types of key that the host is known by, before any other.
    private func prefer(_ known: [KnownHosts.Entry], _ session: LibraryLine) {
        let all = [
            "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
            "ssh-rsa",
        ]
        let types = Set(known.filter { $0.marker == .plain }.map(\.keyType))
        let sorted = all.filter(types.contains) + all.filter { !types.contains($0) }
        libssh2_session_method_pref(
            session.handle, LIBSSH2_METHOD_HOSTKEY, sorted.joined(separator: ","))
    }

    /// Holds the key the host shows against what is known of it.
    private func check(
        _ session: LibraryLine, _ known: KnownHosts
    ) throws(LibraryFailure) {
        var count = 0
        var code: Int32 = 0
        guard let start = libssh2_session_hostkey(session.handle, &count, &code) else {
            throw .gap("it was shown no host key")
        }
        let key = UnsafeRawBufferPointer(start: start, count: count).map { $0 }
        let print = KnownHosts.fingerprint(key)
        switch known.verdict(on: key, type: Self.type(key), host: keyName, port: keyPort) {
        case .known: return
        case .revoked: throw .refused(told("its host key is revoked in the file of known hosts"))
        case .otherTypes: throw .gap("it does not agree on a known type of host key")
        case .changed(let entry):
            throw .refused(
                told(
                    "its host key is \(print) and not \(entry.fingerprint), as the file of known "
                        + "hosts has it",
                    hint: "find out why it changed before you remove that line"))
        case .unknown:
            if known.entries(for: keyName, port: keyPort).contains(where: {
                $0.marker == .authority
            }) {
                throw .gap("it has no host certificates")
            }
            throw .refused(
                told(
                    "its host key \(print) is not known",
                    hint: "connect once with ssh and compare the fingerprint, or give "
                        + "--accept-new-hosts"))
        }
    }

    /// The type that stands at the start of a key (RFC 4253 section 6.6).
    private static func type(_ key: [UInt8]) -> String {
        guard key.count > 4, key[0] == 0, key[1] == 0, key[2] == 0, key.count > 4 + Int(key[3])
        else { return "" }
        return String(decoding: key[4..<(4 + Int(key[3]))], as: UTF8.self)
    }
}
