/// The folder on the target that holds what Bedplate itself keeps there: environments, jobs,
/// settings. It goes with the last of them, unless it was there before or holds anything else.
enum OwnFolder {
    private static let path = "/etc/bedplate"
    /// Lies in the folder for as long as only Bedplate has made it.
    private static let mark = ".made-by-bedplate"

    /// Shell text that makes it where it is not there yet.
    static let made =
        "if mkdir --mode 0755 \(path) 2> /dev/null; then touch \(path)/\(mark); fi"

    /// Shell text that makes it and a folder in it.
    static func making(_ name: String, mode: String) -> String {
        "\(made)\ninstall --directory --mode \(mode) \(path)/\(name)"
    }

    /// Shell text that takes it away where Bedplate made it and nothing is left in it.
    static let gone = """
        if [ "$(ls --almost-all \(path) 2> /dev/null)" = \(mark) ]; then
          rm \(path)/\(mark)
          rmdir \(path)
        fi
        """

    /// Shell text that takes a folder in it away once nothing is left there, then itself.
    static func leaving(_ name: String) -> String {
        """
        if [ -d \(path)/\(name) ]; then rmdir --ignore-fail-on-non-empty \(path)/\(name); fi
        \(gone)
        """
    }
}
