/// Columns of a database that hold credentials, by the words of its schema.
enum CredentialColumns {
    private static let names = [
        "access_token", "refresh_token", "password text", "password varchar", "password_hash",
        "passwordhash", "credentials_entity", "api_key", "apikey", "auth_token",
        "encrypted_password",
        "secret text", "token text", "token varchar", "private_key",
    ].map { Array($0.utf8).map { $0 | 0x20 } }

    /// Tables in which messengers keep the sessions and keys by which others recognise a party.
    private static let ratchets = [
        "olmsession", "olm_session", "megolminboundsession", "megolm_inbound_session",
        "whatsmeow_device", "signed_pre_key", "crypto_account", "auth_key blob",
    ].map { Array($0.utf8) }

    /// Whether the schema has such a table.
    static func nameRatchets(_ bytes: Span<UInt8>) -> Bool {
        for start in 0..<min(bytes.count, 64 << 10) {
            let first = bytes[start] | 0x20
            guard
                first == 0x6F || first == 0x6D || first == 0x77 || first == 0x73 || first == 0x63
                    || first == 0x61
            else { continue }
            if ratchets.contains(where: { $0[0] == first && stands($0, in: bytes, at: start) }) {
                return true
            }
        }
        return false
    }

    /// The names by their first byte.
    private static let byFirst: [[[UInt8]]] = {
        var table = [[[UInt8]]](repeating: [], count: 256)
        for name in names { table[Int(name[0])].append(name) }
        return table
    }()

    /// Whether a byte, in lower case, begins a name.
    private static let begins: [Bool] = byFirst.map { !$0.isEmpty }

    /// Whether the schema in the first 64 KiB of a database has such a column, in any case.
    static func areNamed(_ bytes: Span<UInt8>) -> Bool {
        let (begins, byFirst) = (begins, byFirst)
        for start in 0..<min(bytes.count, 64 << 10) {
            let first = bytes[start] | 0x20
            guard begins[Int(first)] else { continue }
            if byFirst[Int(first)].contains(where: { stands($0, in: bytes, at: start) }) {
                return true
            }
        }
        return false
    }

    /// Whether a table behind the schema's page holds a row, as far as the bytes go.
    ///
    /// Source: the file format of SQLite, sections 1.3 and 1.6.
    static func holdsRow(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 100 else { return false }
        let said = Int(bytes[16]) << 8 | Int(bytes[17])
        let size = said == 1 ? 65536 : said
        guard size >= 512 else { return false }
        var page = size
        while page + 5 <= bytes.count {
            if bytes[page] == 0x0D, bytes[page + 3] != 0 || bytes[page + 4] != 0 { return true }
            page += size
        }
        return false
    }

    private static func stands(_ name: [UInt8], in bytes: Span<UInt8>, at start: Int) -> Bool {
        guard start + name.count <= min(bytes.count, 64 << 10) else { return false }
        for index in name.indices where bytes[start + index] | 0x20 != name[index] { return false }
        return true
    }
}
