import Formats
import Places
import Vocabulary

/// The insides of all containers of a place, as places of their own.
struct Insides {
    /// One of them.
    struct Inside {
        var place: Place
        /// What lasts of its layer; nil where that is nothing, or was not looked at.
        var table: FileTable?
        var texts: [PathBytes: [UInt8]]
        /// Id of the service that the container is.
        var service: String
        /// Id of the store that its writable layer is.
        var layer: String
    }

    let place: any PlaceAccess
    let examiner: any ContentExaminer

    /// Looks into every container whose writes the engine told of; what could not be looked into is
    /// a gap in that container's own coverage.
    func look(_ system: RunningSystem) -> [Inside] {
        let containers = system.view.engines.flatMap { engine in
            engine.containers.filter { system.ofContainer[$0.id] != nil }.map { (engine, $0) }
        }
        let absent = absentSources(containers.flatMap { $0.1.mounts.map(\.source) })
        return containers.compactMap { engine, container in
            guard let service = system.ofContainer[container.id],
                engine.changes[container.id] != nil, let words = engine.archives[container.id]
            else { return nil }
            let inside = ContainerPlace(container, engine, at: place, words: words)
            let refusal = refusal(container, absent)
            let layer = system.services[service]?.stores.first {
                system.stores[$0]?.kind == .layer
            }
            return made(inside, service: service, layer: layer ?? "", refusal: refusal)
        }
    }

    /// Why a container is not looked into: reading makes mount points of one that never ran, and
    /// folders on the host that its mounts miss.
    private func refusal(_ container: EngineContainer, _ absent: Set<String>) -> String? {
        if container.status == "created" { return "it never ran, and reading would prepare it" }
        let gone = container.mounts.filter { $0.type == "bind" && absent.contains($0.source) }
        return gone.isEmpty
            ? nil : "a folder that it mounts is gone, and reading would make it anew"
    }

    private func made(
        _ inside: ContainerPlace, service: String, layer: String, refusal: String?
    ) -> Inside? {
        var described = inside.described(key: nil)
        described.facts["service"] = service
        var missing: [Place.Coverage.Gap]
        var found: ContainerPlace.Inside?
        if let refusal {
            missing = [.init(what: "what it wrote in its own layer", why: refusal)]
        } else {
            do throws(PlacesError) {
                found = try inside.look(examiner)
                missing = found?.missing ?? []
            } catch {
                missing = [.init(what: "what it wrote in its own layer", why: error.message)]
            }
        }
        described.coverage = [
            Place.Coverage(scope: "files", looked: found != nil, missing: missing)
        ]
        return Inside(
            place: described, table: found?.table, texts: found?.texts ?? [:],
            service: service, layer: layer)
    }

    private func absentSources(_ paths: [String]) -> Set<String> {
        let wanted = Set(paths.filter { $0.hasPrefix("/") }).sorted()
        guard !wanted.isEmpty else { return [] }
        let script = #"for p; do [ -e "$p" ] || printf '%s\n' "$p"; done"#
        let lines = Asking(place: place).lines(["sh", "-c", script, "sh"] + wanted)
        return Set(lines ?? [])
    }
}
