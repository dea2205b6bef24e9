import Console
import Faces
import Places
import Survey
import Synchronization

/// The one live line of a command that takes long: on standard error, while that is a terminal.
final class LiveLine: Sendable {
    /// Whether there is anything to draw on.
    let isVisible: Bool
    private let progress: Mutex<Progress>

    /// A line that stays away where the person wants a document or quiet.
    init(_ asked: Invocation) {
        let line = Progress(
            isTerminal: Terminal.isTerminal(2), isQuiet: asked.has("json") || asked.has("quiet"),
            width: Surroundings.columns(2) ?? 80)
        isVisible = line.isVisible
        progress = Mutex(line)
    }

    /// Says how far a scan is.
    func follow(_ stage: Scan.Stage) {
        switch stage {
        case .walking(let items) where items > 0:
            put { $0.draw("walking: \(Amount.count(items, "item"))", now: $1) }
        case .walking: say("walking")
        case .reading: say("reading what documents say")
        case .judging: say("judging")
        }
    }

    /// Says what happens from now on.
    func say(_ phase: String) {
        put { $0.turn(to: phase, now: $1) }
    }

    /// Takes the line away.
    func erase() {
        put { progress, _ in progress.clear() }
    }

    private func put(_ text: (inout Progress, Int64) -> String?) {
        guard isVisible else { return }
        progress.withLock { progress in
            guard let bytes = text(&progress, Surroundings.now) else { return }
            try? PersonalFiles.write(Array(bytes.utf8), to: 2)
        }
    }
}
