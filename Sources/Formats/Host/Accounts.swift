/// The lines of passwd(5) and group(5).
public enum Accounts {
    /// An account; `groups` are not told here.
    public struct User: Equatable, Sendable {
        /// Its name.
        public let name: String
        /// Its number.
        public let uid: UInt32
        /// The number of its first group.
        public let gid: UInt32
        /// Its home.
        public let home: String
        /// Its shell; empty for the default one.
        public let shell: String
    }

    /// A group.
    public struct Group: Equatable, Sendable {
        /// Its name.
        public let name: String
        /// Its number.
        public let gid: UInt32
        /// Members by name, sorted.
        public let members: [String]
    }

    /// Accounts in order; lines of another form are left out.
    public static func users(_ bytes: [UInt8]) -> [User] {
        lines(bytes).compactMap { fields in
            guard fields.count == 7, let uid = UInt32(fields[2]), let gid = UInt32(fields[3]) else {
                return nil
            }
            return User(name: fields[0], uid: uid, gid: gid, home: fields[5], shell: fields[6])
        }
    }

    /// Groups in order; lines of another form are left out.
    public static func groups(_ bytes: [UInt8]) -> [Group] {
        lines(bytes).compactMap { fields in
            guard fields.count == 4, let gid = UInt32(fields[2]) else { return nil }
            let members = fields[3].split(separator: ",").map(String.init).sorted()
            return Group(name: fields[0], gid: gid, members: members)
        }
    }

    private static func lines(_ bytes: [UInt8]) -> [[String]] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
