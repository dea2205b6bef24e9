import Formats
import Knowledge
import Vocabulary

/// Gives services that are built here what their Dockerfile tells.
struct ImageRecipes {
    let documents: any Documents
    let playbooks: Playbooks

    /// The drafts with the variables, ports, volumes, commands and files of their images.
    func told(_ drafts: [ServiceDraft]) -> [ServiceDraft] {
        drafts.map { draft in
            guard let build = draft.service.build,
                let (path, recipe) = recipe(of: draft, in: documents.placed(build))
            else { return draft }
            let chain = recipe.chain(to: leaf("build.target", draft))
            guard let last = chain.last else { return draft }
            var draft = draft
            draft.baseImage = chain.first?.base
            for stage in chain { take(stage, path, build, &draft) }
            takeCommand(chain, path, &draft)
            takeHealth(last, &draft)
            draft.mentions.append(
                Mention(
                    path: path, role: .definition, service: draft.service.id,
                    evidence: Evidence(
                        .declared, rule: "dockerfile.file", says: "its image is built by it",
                        at: documents.locator(path))))
            return draft
        }
    }

    private func leaf(_ key: String, _ draft: ServiceDraft) -> String? {
        draft.leaves.first { $0.key == key }?.value
    }

    private func recipe(
        of draft: ServiceDraft, in build: PathBytes
    ) -> (path: PathBytes, recipe: Dockerfile)? {
        let names =
            [leaf("build.dockerfile", draft)].compactMap { $0 } + ["Dockerfile", "Containerfile"]
        for name in names {
            let path = name.hasPrefix("/") ? PathBytes(name) : build.appending(name).normalised
            if let bytes = documents.bytes(of: path), bytes.count < 1 << 20 {
                return (documents.placed(path), Dockerfile(bytes))
            }
        }
        return nil
    }

    private func take(
        _ stage: Dockerfile.Stage, _ path: PathBytes, _ build: PathBytes,
        _ draft: inout ServiceDraft
    ) {
        let own = Set(draft.service.environment)
        for variable in stage.environment where !own.contains(variable.name) {
            draft.leaves.append(
                .init(
                    key: "environment." + variable.name, value: variable.value, file: path,
                    line: variable.line))
        }
        draft.listens.formUnion(stage.exposed)
        for volume in stage.volumes { add(volume.path, volume.line, path, &draft) }
        for copy in stage.copies {
            for source in copy.sources where ConfigurationNames.hasForm(source) {
                let file = build.appending(source).normalised
                if documents.type(of: file) == .file,
                    ConfigurationNames.setsUp(file, below: build)
                {
                    draft.configuration.append(file)
                }
            }
        }
    }

    /// A volume that the image declares and nothing is mounted over.
    private func add(
        _ volume: String, _ line: Int, _ path: PathBytes, _ draft: inout ServiceDraft
    ) {
        let inside = PathBytes(volume)
        let isMounted = draft.service.mounts.contains {
            inside.isWithin(PathBytes($0.at)) || PathBytes($0.at).isWithin(inside)
        }
        guard !isMounted, volume.hasPrefix("/"), !volume.contains("$") else { return }
        let isSpare = ComposeMountWords.isCache(volume)
        var store = Store(
            place: draft.service.place, kind: .anonymous,
            name: "\(draft.service.group)_\(draft.service.name):\(volume)",
            itemClass: isSpare ? .convenience : .state)
        store.evidence = [
            Evidence(
                .declared, rule: "dockerfile.volume",
                says: "the image declares a volume at \(volume) and nothing is mounted there",
                at: documents.locator(path, line: line))
        ]
        draft.stores.append(store)
        draft.service.stores = Set(draft.service.stores + [store.id]).sorted()
        draft.service.mounts.append(.init(store: store.id, at: volume))
        draft.dependencies.append(
            Dependency(
                from: draft.service.id, to: store.id, kind: .data, evidence: store.evidence))
    }

    private func takeCommand(
        _ chain: [Dockerfile.Stage], _ path: PathBytes, _ draft: inout ServiceDraft
    ) {
        for (keyword, carrier) in [("ENTRYPOINT", "entrypoint"), ("CMD", "command")] {
            let isSet = draft.leaves.contains { $0.key.hasPrefix(carrier + ".") }
            guard !isSet,
                let found = chain.reversed().lazy.compactMap({ $0.words(of: keyword) }).first
            else { continue }
            draft.leaves += found.words.enumerated().map {
                .init(
                    key: "\(carrier).\($0.offset)", value: $0.element, file: path,
                    line: found.line)
            }
        }
    }

    private func takeHealth(_ stage: Dockerfile.Stage, _ draft: inout ServiceDraft) {
        let isOff = draft.leaves.contains {
            $0.key == "healthcheck.disable" && $0.value == "true"
                || $0.key == "healthcheck.test.0" && $0.value == "NONE"
        }
        guard draft.service.health == nil, !isOff,
            let test = stage.words(of: "HEALTHCHECK")?.words, test.first != "NONE"
        else { return }
        let words = test.drop { $0.hasPrefix("--") || $0 == "CMD" }
        draft.service.health = Service.Health(test: Redaction.command(Array(words)))
    }
}
