/// One line on standard error that says how far the work is; it exists only on a terminal.
///
/// A value: it says what to write, the caller writes it and brings the clock.
public struct Progress: Sendable {
    /// Whether there is a terminal to draw on.
    public let isVisible: Bool
    /// Columns of the terminal.
    public let width: Int
    private var drawnAt: Int64?

    /// A progress line; `width` is the terminal's.
    public init(isTerminal: Bool, isQuiet: Bool, width: Int = 80) {
        isVisible = isTerminal && !isQuiet
        self.width = width
    }

    /// What to write so that the line says this; nil where it is invisible or was drawn less than
    /// a tenth of a second ago. `now` is any clock's nanoseconds.
    public mutating func draw(_ text: String, now: Int64) -> String? {
        guard isVisible else { return nil }
        if let drawnAt, now - drawnAt < 100_000_000 { return nil }
        drawnAt = now
        return "\r\u{1B}[K" + String(Voice.escaped(text).prefix(max(1, width - 1)))
    }

    /// What to write so that the line says this at once; nil where it is invisible.
    public mutating func turn(to text: String, now: Int64) -> String? {
        drawnAt = nil
        return draw(text, now: now)
    }

    /// What to write so that the line is gone; nil where none was drawn.
    public mutating func clear() -> String? {
        guard drawnAt != nil else { return nil }
        drawnAt = nil
        return "\r\u{1B}[K"
    }
}
