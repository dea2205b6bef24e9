import CLinux
import Glibc
import Synchronization

/// Questions to the person at the terminal this process runs on: one at a time, and never to
/// anybody else, whatever standard input is.
public enum TerminalQuestion {
    private static let turn = Mutex(())
    /// The longest answer, in bytes.
    private static let longest = 1024

    /// Whether there is a terminal of ours and we are in front of it.
    public static var isPossible: Bool {
        guard let terminal = opened() else { return false }
        defer { close(terminal) }
        return tcgetpgrp(terminal) == getpgrp()
    }

    /// Asks, and shows nothing of the answer unless it is `echoed`. From now on Ctrl-C is noted
    /// (`Interruption`), so that it never leaves the terminal without its echo.
    ///
    /// - Parameters:
    ///   - question: shown without its control bytes.
    ///   - patience: how long an answer may take, in seconds.
    /// - Returns: the answer without its end of line; nil where there is no terminal, nobody
    ///   answered in time, or Ctrl-C was the answer.
    public static func ask(
        _ question: String, echoed: Bool = false, patience: Int = 110
    ) -> [UInt8]? {
        exclusively {
            guard let terminal = opened() else { return nil }
            defer { close(terminal) }
            guard tcgetpgrp(terminal) == getpgrp() else { return nil }
            return ask(question, on: terminal, echoed: echoed, patience: patience)
        }
    }

    /// Does something while nobody else asks.
    public static func exclusively<Answer: Sendable, Fault: Error>(
        _ body: () throws(Fault) -> Answer
    ) throws(Fault) -> Answer {
        let outcome = turn.withLock { _ in Result { () throws(Fault) in try body() } }
        return try outcome.get()
    }

    private static func opened() -> Int32? {
        let terminal = linux_open("/dev/tty", O_RDWR | O_NOCTTY)
        return terminal >= 0 ? terminal : nil
    }

    private static func ask(
        _ question: String, on terminal: Int32, echoed: Bool, patience: Int
    ) -> [UInt8]? {
        var before = termios()
        guard tcgetattr(terminal, &before) == 0 else { return nil }
        Interruption.note()
        var quiet = before
        if !echoed { quiet.c_lflag &= ~tcflag_t(ECHO) }
        tcsetattr(terminal, TCSAFLUSH, &quiet)
        show(
            question.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : "\($0)" }
                .joined(), on: terminal)
        let answer = line(terminal, patience)
        tcsetattr(terminal, TCSAFLUSH, &before)
        if !echoed { show("\n", on: terminal) }
        return answer
    }

    /// One line; nil where none came, or Ctrl-C did.
    private static func line(_ terminal: Int32, _ patience: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var left = patience * 5
        while left > 0, !Interruption.came, bytes.count < longest {
            var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 200) == 1 else {
                left -= 1
                continue
            }
            var piece = [UInt8](repeating: 0, count: longest)
            let count = read(terminal, &piece, piece.count)
            guard count > 0 else { return nil }
            bytes += piece[..<count]
            if let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
                return Array(bytes[..<end])
            }
        }
        return nil
    }

    private static func show(_ text: String, on terminal: Int32) {
        let bytes = Array(text.utf8)
        _ = write(terminal, bytes, bytes.count)
    }
}
