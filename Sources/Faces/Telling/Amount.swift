/// Numbers as people read them: the same everywhere, whatever the locale.
public enum Amount {
    /// `18,422`.
    public static func count(_ number: Int) -> String {
        var groups: [Substring] = []
        var rest = Substring(String(number.magnitude))
        while rest.count > 3 {
            groups.insert(rest.suffix(3), at: 0)
            rest = rest.dropLast(3)
        }
        return (number < 0 ? "-" : "") + ([rest] + groups).joined(separator: ",")
    }

    /// `1 item`, `18,422 items`.
    public static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count(number)) \(number == 1 ? one : many ?? one + "s")"
    }

    /// `812 B`, `48 kB`, `1.2 GB`: decimal units, two digits where one would say too little.
    public static func bytes(_ number: UInt64) -> String {
        guard number >= 1000 else { return "\(number) B" }
        let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
        var unit = 0
        var scale: UInt64 = 1000
        while unit < units.count - 1, number / scale >= 1000 {
            unit += 1
            scale *= 1000
        }
        let tenths = number / (scale / 10)
        let whole = tenths / 10
        return whole < 10 ? "\(whole).\(tenths % 10) \(units[unit])" : "\(whole) \(units[unit])"
    }
}
