/// Variables of an `EnvironmentFile=` (systemd.exec(5)): no `export`, no interpolation.
enum UnitEnvironment {
    static func read(_ bytes: [UInt8]) -> [(name: String, value: String, line: Int)] {
        String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) {
            $0 == "\n" || $0 == "\r\n"
        }
        .enumerated().compactMap { index, raw in
            var line = raw.drop { $0 == " " || $0 == "\t" }
            if line.first == "#" || line.first == ";" { return nil }
            if line.hasPrefix("export ") { line = line.dropFirst(7) }
            guard let equals = line.firstIndex(of: "="), equals != line.startIndex else {
                return nil
            }
            var value = line[line.index(after: equals)...].trimmingSpace
            if let quote = value.first, quote == "\"" || quote == "'", value.count > 1,
                value.last == quote
            {
                value = String(value.dropFirst().dropLast())
            }
            return (line[..<equals].trimmingSpace, value, index + 1)
        }
    }
}
