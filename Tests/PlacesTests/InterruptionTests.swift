import Glibc
import Places
import Testing

/// Sends ourselves a signal and gives a thread that takes signals the time to: a worker of
/// Dispatch, on which the bodies below run, does not.
private func send(_ signal: Int32) {
    kill(getpid(), signal)
    usleep(200_000)
}

@Suite struct InterruptionTests {
    @Test func `the first Ctrl-C is noted`() async {
        await #expect(processExitsWith: .exitCode(7)) {
            Interruption.noteFirst()
            send(SIGINT)
            exit(Interruption.came ? 7 : 1)
        }
    }

    @Test func `a second one ends the program, where it may be cut off`() async {
        await #expect(processExitsWith: .signal(SIGINT)) {
            Interruption.noteFirst()
            send(SIGINT)
            send(SIGINT)
        }
    }

    @Test func `where it may not, every one is only noted`() async {
        await #expect(processExitsWith: .exitCode(7)) {
            Interruption.note()
            for _ in 0..<3 { send(SIGTERM) }
            exit(Interruption.came ? 7 : 1)
        }
    }
}
