import Glibc

/// What a standard stream is connected to.
public enum Terminal {
    /// Whether a descriptor is a terminal: 1 for standard output, 2 for standard error.
    public static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// Columns of the terminal at a descriptor (tty_ioctl(4), TIOCGWINSZ), else what COLUMNS says,
    /// else 80; never less than 40.
    public static func width(_ descriptor: Int32, environment: [String: String]) -> Int {
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
            return max(40, Int(size.ws_col))
        }
        return max(40, environment["COLUMNS"].flatMap { Int($0) } ?? 80)
    }
}
