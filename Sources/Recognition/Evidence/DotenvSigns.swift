/// What the values of a dotenv file look like, where their names tell nothing.
enum DotenvSigns {
    /// Whether a value reads like a password: words and digits joined, no address and no path.
    static func holdsChosen(_ bytes: [UInt8]) -> Bool {
        bytes.prefix(64 << 10).split(separator: 0x0A).contains { line in
            guard line.first != 0x23, let sign = line.firstIndex(of: 0x3D) else { return false }
            let raw = line[(sign + 1)...].filter { $0 != 0x22 && $0 != 0x27 && $0 != 0x0D }
            return isChosen(Array(raw))
        }
    }

    private static func isChosen(_ value: [UInt8]) -> Bool {
        guard (10...80).contains(value.count), SecretShapes.isPlausible(value) else { return false }
        let text = String(decoding: value, as: UTF8.self)
        guard !text.contains("/"), !text.contains(":"), !text.contains("."), !text.contains(","),
            !text.contains("="), !text.contains(" ")
        else { return false }
        let digits = text.count(where: \.isNumber)
        let uppers = text.count(where: \.isUppercase)
        let lowers = text.count(where: \.isLowercase)
        return digits >= 1 && uppers >= 1 && lowers >= 4 && !isDated(text)
    }

    /// `RELEASE-2025-01-20`, `gpt-4-Turbo-2024-04-09`: a version, with a year in it.
    private static func isDated(_ text: String) -> Bool {
        text.split { $0 == "-" || $0 == "_" }.contains { part in
            part.count == 4 && (part.hasPrefix("20") || part.hasPrefix("19"))
                && part.allSatisfy(\.isNumber)
        }
    }
}
