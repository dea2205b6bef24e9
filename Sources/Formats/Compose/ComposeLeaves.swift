internal import Vocabulary

/// Every single value of a service, with its path and place.
enum ComposeLeaves {
    /// The values in the order of the file, the environment as resolved.
    static func all(of service: ComposeService, _ node: ComposeNode) -> [ComposeLeaf] {
        var leaves: [ComposeLeaf] = service.environment.compactMap { variable in
            variable.value.map {
                ComposeLeaf(
                    path: "environment." + variable.name, value: $0, file: variable.origin.file,
                    line: variable.origin.line, isFromSharedEnvFile: variable.isShared,
                    uses: variable.uses)
            }
        }
        for member in node.members where member.key != "environment" && member.key != "env_file" {
            collect(member.value, member.key, into: &leaves)
        }
        return leaves
    }

    private static func collect(
        _ node: ComposeNode, _ path: String, into leaves: inout [ComposeLeaf]
    ) {
        switch node.content {
        case .scalar:
            guard let value = node.string else { return }
            leaves.append(
                ComposeLeaf(
                    path: path, value: value, file: node.origin.file, line: node.origin.line,
                    isFromSharedEnvFile: false, uses: node.uses))
        case .list(let nodes):
            for (index, node) in nodes.enumerated() {
                collect(node, "\(path).\(index)", into: &leaves)
            }
        case .map(let members):
            for member in members { collect(member.value, "\(path).\(member.key)", into: &leaves) }
        }
    }
}
