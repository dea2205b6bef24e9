/// Which package brought a file, and whether it is as it came.
public struct PackagedFiles: Equatable, Sendable {
    /// Name of the package by path.
    public var owners: [String: String] = [:]
    /// Paths that are as their package brought them.
    public var untouched: Set<String> = []

    /// Nothing known.
    public init() {}

    /// Adds lines of dpkg's lists as grep(1) shows them: `PACKAGE[:ARCHITECTURE].list:PATH`.
    public mutating func addOwners(_ bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard let cut = line.firstRange(of: ".list:") else { continue }
            let package = line[..<cut.lowerBound].prefix { $0 != ":" }
            owners[String(line[cut.upperBound...])] = String(package)
        }
    }

    /// Adds lines of rpm's query, `DIGEST`, `NAME` and `PATH` parted by tabs (rpm(8), *QUERY
    /// OPTIONS*). The digests come back: SHA-256, MD5 of older packages, none of folders and links.
    public mutating func addQuery(_ bytes: [UInt8]) -> [(path: String, digest: String)] {
        var sums: [(path: String, digest: String)] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(
                separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[2].first == "/" else { continue }
            let path = String(parts[2])
            owners[path] = String(parts[1])
            if !parts[0].isEmpty { sums.append((path, String(parts[0]))) }
        }
        return sums
    }

    /// Adds what `md5sum --check` and its like say of checksums; dpkg's paths lack the first `/`.
    public mutating func addChecks(_ bytes: [UInt8]) {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        where line.hasSuffix(": OK") {
            untouched.insert((line.first == "/" ? "" : "/") + line.dropLast(4))
        }
    }

    /// Adds apk's database (apk(5)): packages parted by empty lines, `P:` name, `F:` folder, `R:`
    /// file in it. The checksums of files below `/etc` come back, as SHA-1 in base64.
    public mutating func addDatabase(_ bytes: [UInt8]) -> [(path: String, digest: String)] {
        var package = ""
        var folder = ""
        var file = ""
        var sums: [(path: String, digest: String)] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let value = String(line.dropFirst(2))
            switch line.prefix(2) {
            case "P:": package = value
            case "F:": folder = value
            case "R:":
                file = "/" + (folder.isEmpty ? value : folder + "/" + value)
                owners[file] = package
            case "Z:":
                if file.hasPrefix("/etc/"), value.hasPrefix("Q1") {
                    sums.append((file, String(value.dropFirst(2))))
                }
            default: continue
            }
        }
        return sums.sorted { $0.path < $1.path }
    }
}

extension PackageChange {
    /// What `rpm --verify` says (rpm(8), *VERIFY OPTIONS*): nine signs of which the third is `5`
    /// where the content differs, or `missing`, then a letter for the kind of file, then the path.
    public static func verified(_ answer: [UInt8]) -> [PackageChange] {
        String(decoding: answer, as: UTF8.self).split(separator: "\n").compactMap { line in
            guard let slash = line.firstIndex(of: "/"), let sign = line.split(separator: " ").first
            else { return nil }
            let path = String(line[slash...])
            if sign == "missing" { return PackageChange(path: path, isMissing: true) }
            let signs = Array(sign)
            guard signs.count >= 9, signs[2] == "5" else { return nil }
            return PackageChange(path: path, isMissing: false)
        }.sorted { $0.path < $1.path }
    }
}
