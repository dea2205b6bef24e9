internal import Vocabulary

extension ComposeBuilder {
    /// Variables of a service: its files in order, then `environment` over them.
    mutating func fillEnvironment(
        _ service: inout ComposeService, _ node: ComposeNode, shared: Set<String>
    ) {
        var found: [String: ComposeVariable] = [:]
        let own = node["environment"]
        for element in node["env_file"]?.elements ?? [] {
            let isShared = shared.contains(element["path"]?.string ?? "")
            let (file, variables) = envFile(element, isShared: isShared) { name in
                own?[name]?.string ?? found[name]?.value
            }
            service.envFiles.append(file)
            for variable in variables { found[variable.name] = variable }
        }
        for member in own?.members ?? [] {
            var value = member.value.string
            var uses = member.value.uses
            if member.value.isNull, let outer = scope.variables[member.key] {
                value = outer
                uses = [member.key]
            }
            found[member.key] = ComposeVariable(
                name: member.key, value: value, origin: member.value.origin, envFile: nil,
                isShared: false, uses: uses, lacksParts: !member.value.missing.isEmpty)
        }
        service.environment = found.values.sorted { $0.name < $1.name }
    }

    private mutating func envFile(
        _ node: ComposeNode, isShared: Bool, before: (String) -> String?
    ) -> (ComposeEnvFile, [ComposeVariable]) {
        let path = PathBytes(node["path"]?.string ?? "")
        let isRequired = node["required"]?.flag ?? true
        let form: Dotenv.Form = node["format"]?.string == "raw" ? .raw : .compose
        var variables: [ComposeVariable] = []
        if let bytes = loader.documents.bytes(of: path) {
            let reading = Dotenv.read(bytes, form: form) { scope.variables[$0] ?? before($0) }
            loader.note(reading, of: path)
            loader.files.append(path)
            variables = reading.entries.filter { $0.value != nil }.map {
                let origin = ComposeOrigin(file: path, line: $0.line, column: $0.column)
                return ComposeVariable(
                    name: $0.name, value: $0.value, origin: origin, envFile: path,
                    isShared: isShared, uses: [])
            }
        } else if isRequired {
            loader.tell("env_file: cannot read \(path.name.text)", at: node.origin)
        }
        let file = ComposeEnvFile(
            path: path, isRequired: isRequired, names: Set(variables.map(\.name)).sorted(),
            isShared: isShared, origin: node.origin)
        return (file, variables)
    }
}
