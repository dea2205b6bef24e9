/// Strongly connected components of a small directed graph (Tarjan 1972), without recursion so that
/// a long chain cannot exhaust the stack.
struct Components {
    private let successors: [[Int]]
    private var number: [Int]
    private var low: [Int]
    private var isOpen: [Bool]
    private var open: [Int] = []
    private var counter = 0
    private var found: [[Int]] = []

    /// The components with more than one member, each sorted, in order of their first members.
    static func cyclic(_ successors: [[Int]]) -> [[Int]] {
        var search = Components(successors)
        for start in successors.indices where search.number[start] < 0 { search.visit(start) }
        return search.found.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }

    private init(_ successors: [[Int]]) {
        self.successors = successors
        number = Array(repeating: -1, count: successors.count)
        low = number
        isOpen = Array(repeating: false, count: successors.count)
    }

    private mutating func visit(_ start: Int) {
        var path: [(node: Int, next: Int)] = []
        enter(start)
        path.append((start, 0))
        while let (node, next) = path.last {
            if next < successors[node].count {
                path[path.count - 1].next += 1
                let below = successors[node][next]
                if number[below] < 0 {
                    enter(below)
                    path.append((below, 0))
                } else if isOpen[below] {
                    low[node] = min(low[node], number[below])
                }
            } else {
                path.removeLast()
                if let above = path.last?.node { low[above] = min(low[above], low[node]) }
                if low[node] == number[node] { close(node) }
            }
        }
    }

    private mutating func enter(_ node: Int) {
        number[node] = counter
        low[node] = counter
        counter += 1
        isOpen[node] = true
        open.append(node)
    }

    private mutating func close(_ root: Int) {
        var component: [Int] = []
        while let node = open.popLast() {
            isOpen[node] = false
            component.append(node)
            if node == root { break }
        }
        found.append(component.sorted())
    }
}
