/// The volumes of `system df --verbose` (docker-system-df(1), podman-system-df(1)).
public enum VolumeSizes {
    /// Names of those that hold no bytes. Docker answers in JSON; Podman 4 prints its table whatever
    /// form it was asked for.
    public static func empty(_ bytes: [UInt8]) -> Set<String> {
        guard let answer = try? JSONDocument.read(bytes), let volumes = answer["Volumes"] else {
            return table(String(decoding: bytes, as: UTF8.self))
        }
        return Set(
            volumes.elements.filter { $0["Size"]?.string == "0B" }
                .compactMap { $0["Name"]?.string })
    }

    /// Rows of name, links and size behind the head that starts with the name of a volume.
    private static func table(_ text: String) -> Set<String> {
        let lines = text.split(separator: "\n").drop { !$0.hasPrefix("VOLUME NAME") }.dropFirst()
        let rows = lines.map { $0.split(separator: " ") }.prefix { $0.count == 3 }
        return Set(rows.filter { $0[2] == "0B" }.map { String($0[0]) })
    }
}
