internal import Vocabulary

/// Room for exports, looked for before anything stands still: where they are made, and where they
/// are kept.
extension PlanBuilder {
    /// After the pieces of services are known: they are most of it.
    mutating func buildExportRoom() {
        let places = sources.filter { !exportList($0).entries.isEmpty }
        for place in places { addExportRoom(place) }
        guard let keeping = answers.keeping, !places.isEmpty else { return }
        addKeptRoom(places, keeping)
    }

    private mutating func addExportRoom(_ place: String) {
        let text = "\(bytesText(place))\n\(Self.enough("/var/lib"))"
        addRoomLook(
            "preflight/check/room-exports-\(slug(place))", "there is room to take everything out",
            on: place, subject: place, text,
            proves: "a tenth more than what is taken out fits below /var/lib")
    }

    private mutating func addKeptRoom(_ places: [String], _ keeping: Keeping) {
        let sums = places.map { place in
            let text = "\(bytesText(place))\necho \"$bytes\""
            guard let login = Target.login(of: place) else {
                return "kept=$((kept + $(bash -euo pipefail -c \(ShellText.quote(text)))))"
            }
            let there = ShellText.quote("bash -euo pipefail -c \(ShellText.quote(text))")
            return "kept=$((kept + $(ssh -n \(ShellText.quote(login)) \(there))))"
        }
        let text =
            "kept=0\n\(sums.joined(separator: "\n"))\nbytes=$kept\n"
            + Self.enough(keeping.folder)
        addRoomLook(
            "preflight/check/room-kept", "there is room to keep the exports",
            on: Identifiers.local, subject: places[0], text,
            proves: "a tenth more than what is kept fits where \(keeping.folder) is")
    }

    private mutating func addRoomLook(
        _ id: String, _ title: String, on place: String, subject: String, _ text: String,
        proves: String
    ) {
        let check = Check(
            "room", .look(text), .equals("enough"), proves: proves,
            doesNotProve: "sizes of stores that nobody could measure, nor what comes until then")
        add(
            Step(
                id, .check, title, subject: subject, place: place, action: check.probe,
                verify: [check], rollback: .nothing(because: "it only looks")), to: .preflight)
    }

    /// Sets `bytes` to what the exports of a place will come to: what the inventory measured, and
    /// what the images are by their engine.
    private func bytesText(_ place: String) -> String {
        let items = roots.filter { $0.place == place }.flatMap(\.items)
            .filter(MovingRoot.isCarried).reduce(0) { $0 + $1.size }
        let stores = carriages.filter { $0.isCarried && self.place($0) == place }
            .reduce(0) { $0 + ($1.store.bytes ?? 0) }
        var lines = ["bytes=\(items + stores)"]
        for service in imagesTaken(from: place) {
            lines.append(SourceText.container(service))
            lines.append(
                "bytes=$((bytes + $(docker image inspect --format '{{.Size}}' "
                    + "\"$(docker inspect --format '{{.Image}}' \"$c\")\")))")
        }
        return lines.joined(separator: "\n")
    }

    private func imagesTaken(from place: String) -> [Service] {
        let taken = (stages[.export] ?? []).filter { step in
            let folder = step.id.split(separator: "/").last.map(String.init) ?? ""
            return step.place == place
                && ["rootfs", "image"].contains(exportedPieces[folder] ?? "")
        }.map(\.subject)
        return services.filter { $0.isContainer && taken.contains($0.id) }
    }

    /// Says `enough` where a tenth more than `bytes` fits on the disk that a folder is, or will be,
    /// on; else how much is there.
    private static func enough(_ folder: String) -> String {
        """
        at=\(ShellText.quote(folder))
        while [ ! -d "$at" ]; do at=$(dirname "$at"); done
        free=$(df --output=avail --block-size=1 "$at" | tail -n 1)
        if [ "$free" -ge $((bytes + bytes / 10)) ]; then echo enough; \
        else echo "$free free, $bytes needed"; fi
        """
    }
}
