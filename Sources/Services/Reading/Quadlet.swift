import Formats
import Vocabulary

/// A container that systemd starts from a `.container` file (podman-systemd.unit(5)).
enum Quadlet {
    static let suffix = ".container"

    /// Whether a file lies where the generator reads such files.
    static func isPlace(_ path: PathBytes) -> Bool {
        path.folder.text.contains("containers/systemd")
    }

    /// The container it runs, as if a command line had started it; nil for another kind of unit.
    static func run(_ unit: UnitReader.Unit, expanded: (String) -> String) -> EngineRun? {
        let file = unit.file
        guard let image = file.value("Container", "Image") else { return nil }
        var words = ["podman", "run"]
        for (key, flag) in [
            ("PublishPort", "-p"), ("Network", "--network"), ("NetworkAlias", "--network-alias"),
            ("HostName", "--hostname"),
        ] {
            for entry in file.values("Container", key) {
                words += [flag, named(expanded(entry.value), ".network")]
            }
        }
        for entry in file.values("Container", "Volume") {
            words += ["-v", volume(expanded(entry.value), beside: unit.path)]
        }
        for entry in file.values("Container", "Environment") {
            for pair in UnitWords.assignments(expanded(entry.value)) {
                words += ["-e", pair.name + "=" + pair.value]
            }
        }
        let stem = unit.name.split(separator: ".").dropLast().joined(separator: ".")
        words += ["--name", file.value("Container", "ContainerName") ?? "systemd-" + stem, image]
        words += file.value("Container", "Exec").map { UnitWords.command(expanded($0)) } ?? []
        return EngineRun(words)
    }

    /// A network or volume that another such file defines, by the name it is given.
    private static func named(_ value: String, _ suffix: String) -> String {
        value.hasSuffix(suffix) ? "systemd-" + value.dropLast(suffix.count) : value
    }

    private static func volume(_ value: String, beside file: PathBytes) -> String {
        guard let colon = value.firstIndex(of: ":") else { return value }
        let source = String(value[..<colon])
        let place =
            source.hasPrefix(".")
            ? file.folder.appending(source).normalised.text : named(source, ".volume")
        return place + value[colon...]
    }
}
