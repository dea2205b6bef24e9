/// What the key of a setting is made of.
public enum KeyWords {
    /// The words of a key: `environment.DB_HOST` → `db`, `host`; camelCase is split too.
    public static func words(_ key: String) -> [String] {
        let name = key.split(separator: ".").last { !$0.allSatisfy(\.isNumber) } ?? key[...]
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in name {
            guard character.isLetter || character.isNumber else {
                if !word.isEmpty { words.append(word.lowercased()) }
                (word, wasLower) = ("", false)
                continue
            }
            if character.isUppercase && wasLower {
                words.append(word.lowercased())
                word = ""
            }
            word.append(character)
            wasLower = character.isLowercase
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }
}
