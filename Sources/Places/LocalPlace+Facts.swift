import Glibc
public import Vocabulary

extension LocalPlace {
    /// What uname(2) and os-release(5) tell: `os`, `os_id`, `os_version`, `kernel`,
    /// `architecture`, `hostname`.
    public func facts() -> [String: String] {
        var facts: [String: String] = [:]
        var names = utsname()
        if uname(&names) == 0 {
            facts["kernel"] = Self.text(names.release)
            facts["architecture"] = Self.text(names.machine)
            facts["hostname"] = Self.text(names.nodename)
        }
        let release = Self.release()
        facts["os"] = release["PRETTY_NAME"]
        facts["os_id"] = release["ID"]
        facts["os_version"] = release["VERSION_ID"]
        return facts
    }

    /// Keyed hash of machine-id(5), cut to 32 digits; the id itself is to stay on the machine.
    public func machine(key: SecretKey) -> String? {
        guard let id = try? read("etc/machine-id", below: "/", limit: 4096) else { return nil }
        let digits = Array(id.prefix { $0 != UInt8(ascii: "\n") })
        guard digits.count == 32 else { return nil }
        return String(key.code(digits).hexadecimal.prefix(32))
    }

    private static func text<Field>(_ field: Field) -> String {
        withUnsafeBytes(of: field) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// The assignments of os-release(5), from the first of its two places that can be read.
    private static func release() -> [String: String] {
        let place = LocalPlace()
        for path: PathBytes in ["usr/lib/os-release", "etc/os-release"] {
            guard let bytes = try? place.read(path, below: "/", limit: 1 << 16) else { continue }
            return assignments(bytes)
        }
        return [:]
    }

    /// The assignments of a text in the form of os-release(5), quotes taken off.
    public static func assignments(_ bytes: [UInt8]) -> [String: String] {
        var found: [String: String] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let sign = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
            var value = line[(sign + 1)...]
            if let quote = value.first, value.count > 1, value.last == quote,
                quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
            {
                value = value.dropFirst().dropLast()
            }
            let name = String(decoding: line[..<sign], as: UTF8.self)
            found[name] = String(decoding: value, as: UTF8.self)
        }
        return found
    }
}
