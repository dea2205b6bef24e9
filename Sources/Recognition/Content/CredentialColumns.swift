import Formats

/// Columns of a database that hold credentials, by the words of its schema.
enum CredentialColumns {
    private static let names = WordFinder(
        [
            "access_token", "refresh_token", "password text", "password varchar", "password_hash",
            "passwordhash", "credentials_entity", "api_key", "apikey", "auth_token",
            "encrypted_password", "secret text", "token text", "token varchar", "private_key",
            "totp_configurations", "webauthn_credentials",
        ], ignoringCase: true)

    /// Tables in which messengers keep the sessions and keys by which others recognise a party.
    private static let ratchets = WordFinder(
        ["olmsession", "megolminboundsession"], ignoringCase: true)

    /// The first bytes of a database, in which its schema lies.
    private static let schema = 64 << 10

    /// Whether the schema has such a table.
    static func nameRatchets(_ bytes: Span<UInt8>) -> Bool {
        ratchets.isFound(in: bytes.extracting(first: schema))
    }

    /// Whether the schema in the first 64 KiB of a database has such a column, in any case.
    static func areNamed(_ bytes: Span<UInt8>) -> Bool {
        names.isFound(in: bytes.extracting(first: schema))
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
}
