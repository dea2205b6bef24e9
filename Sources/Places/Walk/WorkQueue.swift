import Glibc
import Synchronization

/// The overflow that idle lanes take work from; it knows when nothing is left anywhere.
final class WorkQueue: Sendable {
    private struct State {
        var jobs: [WalkJob] = []
        var waiting = 0
        var isDone = false
    }

    private let lanes: Int
    private let state = Mutex(State())
    private let starving = Atomic<Int>(0)
    private let wake = Semaphore()

    /// A queue for so many lanes, all of them busy until they `take`.
    init(lanes: Int) {
        self.lanes = lanes
    }

    /// Whether a lane waits for work: a hint, read without a lock.
    var isHungry: Bool { starving.load(ordering: .relaxed) > 0 }

    /// Offers jobs to whoever is idle.
    func put(_ jobs: some Collection<WalkJob>) {
        let woken = state.withLock { state in
            state.jobs.append(contentsOf: jobs)
            let woken = min(state.waiting, jobs.count)
            state.waiting -= woken
            starving.store(state.waiting, ordering: .relaxed)
            return woken
        }
        for _ in 0..<woken { wake.signal() }
    }

    /// The next job, waiting for one; nil once every lane waits and nothing is left.
    func take() -> WalkJob? {
        while true {
            let (job, isDone, woken) = state.withLock { state -> (WalkJob?, Bool, Int) in
                if let job = state.jobs.popLast() { return (job, false, 0) }
                if state.isDone { return (nil, true, 0) }
                state.waiting += 1
                starving.store(state.waiting, ordering: .relaxed)
                guard state.waiting == lanes else { return (nil, false, 0) }
                state.isDone = true
                return (nil, true, lanes - 1)
            }
            for _ in 0..<woken { wake.signal() }
            if let job { return job }
            if isDone { return nil }
            wake.wait()
        }
    }
}

/// Threads of our own: blocking work stays off the cooperative pool.
public enum Lanes {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// How many lanes this machine is worth: its processors, at most eight.
    static var worthwhile: Int { min(max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1), 8) }

    /// Runs a body on a thread of its own that nobody waits for.
    static func detach(_ body: @escaping @Sendable () -> Void) {
        if let thread = start(body) { pthread_detach(thread) }
    }

    /// Starts a thread; nil where there is none left and the body ran on this one.
    private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Body(body))
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, context.toOpaque())
        if status == 0 { return thread }
        context.takeRetainedValue().run()
        return nil
    }

    /// Runs a body on so many lanes, the caller's thread being the first; waits for all.
    public static func run(_ count: Int, _ body: @escaping @Sendable (_ lane: Int) -> Void) {
        let threads = (1..<max(count, 1)).compactMap { lane in start { body(lane) } }
        body(0)
        for thread in threads { pthread_join(thread, nil) }
    }
}
