import Console
import Distance
import Execution
import Places
import Vocabulary

/// The places of a run, each reached once and again after it was lost.
final class PlacePool {
    private let session: Session
    private let reach: Reach
    private var open: [String: any PlaceAccess] = [:]

    init(_ session: Session) {
        self.session = session
        reach = Reach(session)
    }

    /// The place of an id: this machine, or a host over SSH.
    func place(_ id: String) throws(ExecutionError) -> any PlaceAccess {
        if let known = open[id] { return known }
        if id == Identifiers.local {
            open[id] = LocalPlace()
            return LocalPlace()
        }
        guard id.hasPrefix("ssh:"), let destination = Destination(String(id.dropFirst(4))) else {
            throw .unfit(why: "nothing is carried out on a place such as \(id)")
        }
        do {
            let found = try RemotePlace(destination, reach: reach)
            for remark in found.remarks { session.tell(session.voice.note(remark)) }
            open[id] = found
            return found
        } catch {
            throw .unreachable(place: id, why: error.message)
        }
    }

    /// The places of those ids, in their order.
    func places(_ ids: [String]) throws(ExecutionError) -> [any PlaceAccess] {
        var out: [any PlaceAccess] = []
        for id in ids { out.append(try place(id)) }
        return out
    }

    /// Forgets what was open to a place, so that it is reached anew.
    func forget(_ id: String) { open[id] = nil }
}
