import Formats
import Vocabulary

/// Finds, in settings, the material by which others recognise a party: the key of a radio network,
/// the pair of tokens of a bridge. Whatever the file is called, it is the party's account then.
enum AccountCarriers {
    /// What was found: its line, counted from 1, and one clause about it.
    struct Account: Equatable {
        let line: Int
        let says: String
    }

    /// The account in a YAML or JSON document; nil where there is none.
    static func find(_ name: String, _ bytes: [UInt8]) -> Account? {
        guard bytes.count < 128 << 10, words.isFound(in: bytes) else {
            return nil
        }
        if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
            return (try? YAML.read(bytes)).flatMap { $0.lazy.compactMap(account).first }
        }
        guard name.hasSuffix(".json") else { return nil }
        return (try? JSONDocument.read(bytes, dialect: .relaxed)).flatMap(account)
    }

    /// Without one of these there is no account.
    static let firstWords = [
        "network_key", "networkKey", "hs_token", "nsec1", "device_id", "deviceId", "access_key",
        "kdfparams",
    ]
    static let words = WordFinder(firstWords)

    private static func account(_ node: Node) -> Account? {
        if let sent = node["as_token"], node["hs_token"] != nil, node["namespaces"] != nil {
            return Account(
                line: sent.line, says: "tokens by which a server recognises this bridge")
        }
        if let device = node["device_id"] ?? node["deviceId"],
            (node["access_token"] ?? node["accessToken"])?.string != nil,
            node["user_id"] != nil || node["userId"] != nil
        {
            return Account(line: device.line, says: "the device as which it is signed in")
        }
        if let sealed = node["crypto"] ?? node["Crypto"], sealed["kdfparams"] != nil,
            sealed["ciphertext"] != nil
        {
            return Account(line: sealed.line, says: "the sealed key that an account follows from")
        }
        if let key = node["access_key"], node["public_key"] != nil || node["site_id"] != nil {
            return Account(line: key.line, says: "the key by which others admit it")
        }
        for member in node.members {
            if let text = member.value.string, text.hasPrefix("nsec1"), text.count > 50 {
                return Account(line: member.line, says: "the key that signs for an account")
            }
            if ["network_key", "networkKey"].contains(member.key), isKey(member.value) {
                return Account(
                    line: member.line, says: "the key by which the devices of a network know it")
            }
            if let found = account(member.value) { return found }
        }
        return node.elements.lazy.compactMap(account).first
    }

    /// Sixteen bytes: as numbers, or as hexadecimal digits.
    private static func isKey(_ node: Node) -> Bool {
        let numbers = node.elements.compactMap { $0.string.flatMap { Int($0) } }
        if numbers.count >= 16, numbers.allSatisfy({ (0...255).contains($0) }) { return true }
        let text = node["key"]?.string ?? node.string ?? ""
        let digits = text.filter { $0 != " " && $0 != ":" }
        return digits.count >= 32 && digits.allSatisfy(\.isHexDigit)
    }
}
