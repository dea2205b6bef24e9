/// Settings of an SSH daemon that decide who gets in and how (sshd_config(5)).
public enum ServerSettings {
    /// A setting where it stands.
    public struct Setting: Equatable, Sendable {
        /// Its name in small letters; in a `Match` block, the block's words and a blank before it.
        public let name: String
        /// Its value.
        public let value: String
        /// Line, counted from 1.
        public let line: Int
    }

    /// Those whose values are names, paths, numbers and words of the manual.
    private static let known: Set<String> = [
        "port", "listenaddress", "addressfamily", "permitrootlogin", "passwordauthentication",
        "pubkeyauthentication", "kbdinteractiveauthentication", "authenticationmethods",
        "allowusers", "allowgroups", "denyusers", "denygroups", "authorizedkeysfile",
        "trustedusercakeys", "hostkey", "gatewayports", "allowtcpforwarding",
        "allowstreamlocalforwarding", "x11forwarding", "usepam", "subsystem", "chrootdirectory",
        "forcecommand", "maxstartups", "maxsessions", "ciphers", "macs", "kexalgorithms", "include",
    ]

    /// The settings of a file in order; others than the known ones are left out.
    public static func read(_ bytes: [UInt8]) -> [Setting] {
        var block = ""
        var found: [Setting] = []
        let lines = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        for (index, raw) in lines.enumerated() {
            let words = raw.split { $0 == " " || $0 == "\t" || $0 == "=" }.map(String.init)
            guard let name = words.first?.lowercased(), name.first != "#", words.count > 1 else {
                continue
            }
            if name == "match" {
                block = words.joined(separator: " ") + " "
            } else if known.contains(name) {
                found.append(
                    Setting(
                        name: block + name, value: words.dropFirst().joined(separator: " "),
                        line: index + 1))
            }
        }
        return found
    }
}
