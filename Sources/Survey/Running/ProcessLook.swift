import Formats
import Places
import Vocabulary

/// Looks at processes and sockets, and tells what could not be joined.
enum ProcessLook {
    /// What could be seen; the coverage of `processes` and `sockets`.
    static func look(
        _ place: any PlaceAccess
    ) -> (view: ProcessView?, coverage: [Place.Coverage]) {
        guard let files = try? place.processes() else {
            let gap = Place.Coverage.Gap(
                what: "processes and sockets", why: "this kind of place cannot tell them")
            return (
                nil,
                [
                    Place.Coverage(scope: "processes", looked: false, missing: [gap]),
                    Place.Coverage(scope: "sockets", looked: false, missing: [gap]),
                ]
            )
        }
        let view = ProcessView(files)
        return (
            view,
            [
                Place.Coverage(scope: "processes", looked: true, missing: processGaps(view)),
                Place.Coverage(scope: "sockets", looked: true, missing: socketGaps(view)),
            ]
        )
    }

    private static let privilege = "CAP_SYS_PTRACE, or root"

    private static func counted(_ count: Int) -> String {
        count == 1 ? "1 process" : "\(count) processes"
    }

    private static func processGaps(_ view: ProcessView) -> [Place.Coverage.Gap] {
        let closed = view.processes.values.count { $0.environment == nil }
        guard closed > 0 else { return [] }
        return [
            .init(
                what: "names of the variables of \(counted(closed))",
                why: "the kernel does not show them to this user", privilege: privilege)
        ]
    }

    private static func socketGaps(_ view: ProcessView) -> [Place.Coverage.Gap] {
        var gaps: [Place.Coverage.Gap] = []
        let loose = view.sockets.count { $0.socket.isListening && $0.process == nil }
        if loose > 0 {
            gaps.append(
                .init(
                    what: "who holds \(loose) of the listening sockets",
                    why: view.hidden > 0
                        ? "the open files of \(counted(view.hidden)) are hidden"
                        : "no process that can be seen holds them",
                    privilege: view.hidden > 0 ? privilege : nil))
        }
        let unseen = view.processes.values.count { $0.network == nil }
        if unseen > 0 {
            gaps.append(
                .init(
                    what: "network namespaces of \(counted(unseen))",
                    why: "the kernel does not show them to this user", privilege: privilege))
        }
        return gaps
    }
}
