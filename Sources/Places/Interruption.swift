import CLinux

/// Ctrl-C and a polite request to end, noted rather than obeyed at once.
public enum Interruption {
    /// From now on SIGINT, SIGTERM and SIGHUP are only noted: whoever works ends at the next safe
    /// point.
    public static func note() { linux_note_interrupts() }

    /// Whether one came since.
    public static var came: Bool { linux_interrupted() != 0 }
}
