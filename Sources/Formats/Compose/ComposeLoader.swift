internal import Vocabulary

/// Reads the files of one project and lays them over each other.
struct ComposeLoader {
    /// Files that include or extend each other deeper than this are refused.
    static let depthLimit = 20

    let documents: any Documents
    var problems: [ComposeProblem] = []
    /// Every file that was read for the project, in the order of reading.
    var files: [PathBytes] = []
    private var parsed: [PathBytes: [ComposeNode]] = [:]

    init(_ documents: any Documents) {
        self.documents = documents
    }

    /// The model of a list of files in one scope, each laid over the one before.
    mutating func model(
        of list: [PathBytes], in scope: ComposeScope, including chain: [PathBytes] = []
    ) -> ComposeNode {
        let start = ComposeOrigin(file: list.first ?? scope.folder, line: 1, column: 1)
        var model = ComposeNode(.map([]), origin: start)
        for file in list {
            for raw in sources(file, at: start) {
                let prepared = prepare(raw, in: scope)
                model = ComposeMerge.file(model, prepared) ?? model
                let included = self.included(by: prepared, in: scope, chain: chain + [file])
                model = importing(included, into: model)
            }
        }
        return model.removing("include")
    }

    /// The documents of a file; a fault is told, and what came before it is lost with it.
    mutating func sources(_ file: PathBytes, at origin: ComposeOrigin) -> [ComposeNode] {
        if let known = parsed[file] { return known }
        guard let bytes = documents.bytes(of: file) else {
            problems.append(ComposeProblem("cannot read \(file.name.text)", at: origin))
            return []
        }
        files.append(file)
        parsed[file] = []
        do {
            let nodes = try YAML.read(bytes)
            parsed[file] = nodes.filter { !$0.isNull }.map { ComposeNode($0, file: file) }
        } catch {
            let place = ComposeOrigin(file: file, line: error.line, column: error.column)
            problems.append(ComposeProblem(error.message, at: place))
        }
        return parsed[file] ?? []
    }

    /// A document with its variables in place and its services extended and in long form.
    private mutating func prepare(_ raw: ComposeNode, in scope: ComposeScope) -> ComposeNode {
        guard raw.isMap else {
            problems.append(
                ComposeProblem("expected a mapping, found \(raw.kindName)", at: raw.origin))
            return ComposeNode(.map([]), like: raw)
        }
        let document = resourcesMadeAbsolute(interpolated(raw, in: scope), in: scope)
        guard let services = document["services"], services.isMap else {
            if let services = document["services"], !services.isNull {
                problems.append(ComposeProblem("services: expected a mapping", at: services.origin))
            }
            return document.removing("services")
        }
        var made: [ComposeNode.Member] = []
        for member in services.members {
            var member = member
            ComposeKeys.check(member, &problems)
            let link = ComposeExtension(file: raw.origin.file, service: member.key)
            guard
                let service = extended(link, among: services, in: scope, chain: [])
            else { continue }
            member.value = ComposeUnicity.unique(service)
            made.append(member)
        }
        return document.setting("services", ComposeNode(.map(made), like: services))
    }

    /// The files of secrets and configs with absolute paths, before another folder's join them.
    private func resourcesMadeAbsolute(
        _ document: ComposeNode, in scope: ComposeScope
    ) -> ComposeNode {
        var document = document
        for section in ["secrets", "configs"] {
            guard var resources = document[section], resources.isMap else { continue }
            for member in resources.members {
                guard let file = member.value["file"], let path = file.string else { continue }
                let absolute = ComposeNode.text(scope.absolute(path).text, at: file.origin)
                resources = resources.setting(member.key, member.value.setting("file", absolute))
            }
            document = document.setting(section, resources)
        }
        return document
    }

    mutating func interpolated(_ raw: ComposeNode, in scope: ComposeScope) -> ComposeNode {
        var interpolation = ComposeInterpolation(scope)
        let document = interpolation.resolve(raw)
        problems.append(contentsOf: interpolation.problems)
        return document
    }

    /// What includes bring, beneath what is there: the nearer file wins, and a clash is told.
    private mutating func importing(
        _ included: [ComposeNode], into model: ComposeNode
    ) -> ComposeNode {
        var model = model
        for other in included {
            for section in ["services", "volumes", "networks", "secrets", "configs"] {
                guard let added = other[section], added.isMap else { continue }
                var own = model[section] ?? ComposeNode(.map([]), like: added)
                for member in added.members {
                    if own[member.key] == nil {
                        own = own.setting(member.key, member.value)
                    } else if section == "services" {
                        problems.append(
                            ComposeProblem(
                                "\(member.key) is defined here and in an included file",
                                at: own[member.key]?.origin ?? own.origin))
                    }
                }
                model = model.setting(section, own)
            }
        }
        return model
    }
}
