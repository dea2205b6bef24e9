import CLinux

/// Ctrl-C and a polite request to end, noted rather than obeyed at once.
public enum Interruption {
    /// From now on SIGINT, SIGTERM and SIGHUP are only noted: whoever works ends at the next safe
    /// point.
    public static func note() { linux_note_interrupts() }

    /// From now on the first of each is only noted, for work that may also be cut off at any moment:
    /// a second one ends the program at once.
    public static func noteFirst() { linux_note_first_interrupt() }

    /// Whether one came since.
    public static var came: Bool { linux_interrupted() != 0 }
}
