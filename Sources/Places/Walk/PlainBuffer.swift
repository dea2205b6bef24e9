import Glibc

/// A growing block of plain records outside the reach of reference counting.
///
/// `realloc` moves large blocks by remapping pages, so growth copies nothing (realloc(3),
/// mremap(2)); an `Array` would copy and check uniqueness at each append.
struct PlainBuffer<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    /// An empty buffer with room for so many.
    init(room: Int) {
        capacity = room
        base = Self.memory(nil, room)
    }

    deinit {
        free(base)
    }

    private static func memory(
        _ old: UnsafeMutablePointer<Element>?, _ room: Int
    ) -> UnsafeMutablePointer<Element> {
        guard let block = realloc(old, max(room, 1) * MemoryLayout<Element>.stride) else {
            fatalError("out of memory")
        }
        return block.assumingMemoryBound(to: Element.self)
    }

    private mutating func grow(to room: Int) {
        capacity = max(room, capacity * 2)
        base = Self.memory(base, capacity)
    }

    /// Adds one element.
    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(to: count + 1) }
        base[count] = element
        count += 1
    }

    /// Adds elements from elsewhere.
    @inline(__always)
    mutating func append(_ elements: UnsafePointer<Element>, count added: Int) {
        if count + added > capacity { grow(to: count + added) }
        (base + count).update(from: elements, count: added)
        count += added
    }

    /// Takes the last element off; nil when there is none.
    mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count -= 1
        return base[count]
    }

    /// Takes so many elements off the front.
    mutating func removeFirst(_ taken: Int) {
        memmove(base, base + taken, (count - taken) * MemoryLayout<Element>.stride)
        count -= taken
    }

    /// Forgets all elements, keeping the room.
    mutating func clear() {
        count = 0
    }

    /// Turns the order of the last elements round.
    mutating func reverse(from start: Int) {
        var (low, high) = (start, count - 1)
        while low < high {
            (base[low], base[high]) = (base[high], base[low])
            (low, high) = (low + 1, high - 1)
        }
    }

    /// The elements.
    var elements: UnsafeMutableBufferPointer<Element> {
        UnsafeMutableBufferPointer(start: base, count: count)
    }

    /// Hands the block over; whoever takes it frees it.
    consuming func release() -> PlainBlock {
        let block = PlainBlock(address: UInt(bitPattern: base), count: count)
        discard self
        return block
    }
}

/// A block handed from one thread to another: an address and a count, plain data.
struct PlainBlock: Sendable {
    let address: UInt
    let count: Int

    /// The elements, for as long as the block is not freed.
    func elements<Element: BitwiseCopyable>(
        _ type: Element.Type
    ) -> UnsafeMutableBufferPointer<Element> {
        UnsafeMutableBufferPointer(
            start: UnsafeMutablePointer<Element>(bitPattern: address), count: count)
    }

    /// Gives the memory back.
    func deallocate() {
        free(UnsafeMutableRawPointer(bitPattern: address))
    }
}
