/// Resolves the variables in all values of a tree; keys are never resolved.
struct ComposeInterpolation {
    let scope: ComposeScope
    private(set) var problems: [ComposeProblem] = []
    private var told: Set<String> = []

    init(_ scope: ComposeScope) {
        self.scope = scope
    }

    /// The tree with every variable in its place.
    mutating func resolve(_ node: ComposeNode) -> ComposeNode {
        var copy = node
        switch node.content {
        case .scalar(let text):
            guard text.utf8.contains(UInt8(ascii: "$")) else { return node }
            let resolved = Interpolation.resolve(text) { scope.variables[$0] }
            note(resolved, at: node.origin)
            copy.content = .scalar(resolved.text)
            copy.isText = true
            copy.uses = Set(resolved.used).sorted()
            copy.missing = resolved.missing
        case .list(let nodes):
            var list: [ComposeNode] = []
            for node in nodes { list.append(resolve(node)) }
            copy.content = .list(list)
        case .map(let members):
            var map: [ComposeNode.Member] = []
            for member in members {
                var member = member
                member.value = resolve(member.value)
                map.append(member)
            }
            copy.content = .map(map)
        }
        return copy
    }

    private mutating func note(_ resolved: Interpolation, at origin: ComposeOrigin) {
        for fault in resolved.faults {
            switch fault {
            case .invalid:
                problems.append(
                    ComposeProblem("a variable in no form that compose has", at: origin))
            case .required(let name, _):
                problems.append(ComposeProblem("required variable \(name) is not set", at: origin))
            }
        }
        for name in resolved.unset where told.insert(name).inserted {
            problems.append(
                ComposeProblem("variable \(name) is not set and became nothing", at: origin))
        }
    }
}
