import Glibc
import Synchronization

extension Lanes {
    /// What `body` makes of every element, on so many threads of our own; in the elements' order.
    ///
    /// Once `isStopped` says so, no further element is begun, and those under way are waited for
    /// no longer than `patience` milliseconds: what came of them by then is nil, and their threads
    /// are left alone.
    public static func gather<Element: Sendable, Outcome: Sendable>(
        _ elements: [Element], lanes: Int, patience: Int,
        isStopped: @escaping @Sendable () -> Bool, _ body: @escaping @Sendable (Element) -> Outcome
    ) -> [Outcome?] {
        let shelf = Shelf<Outcome>(count: elements.count)
        let ended = Semaphore()
        let count = min(lanes, elements.count)
        for _ in 0..<count {
            detach {
                while !isStopped(), let index = shelf.next() {
                    shelf.put(body(elements[index]), at: index)
                }
                ended.signal()
            }
        }
        var running = count
        var left = patience
        while running > 0, left > 0 {
            if ended.wait(milliseconds: 50) {
                running -= 1
            } else if isStopped() {
                left -= 50
            }
        }
        return shelf.outcomes
    }
}
