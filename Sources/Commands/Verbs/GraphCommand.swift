import Console
import Faces
import Topology
import Vocabulary

/// `bedplate graph`: services, stores and what needs what.
enum GraphCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let inventory = try Snapshots(session: session).inventory(session.asked.value("snapshot"))
        let graph = Graph(inventory)
        switch session.wantsJSON ? "json" : session.asked.value("format") ?? "text" {
        case "dot": try session.print(GraphDOT(graph).text)
        case "mermaid": try session.print(GraphMermaid(graph).text)
        case "svg": try session.print(GraphSVG(graph).text)
        case "json": try session.print(GraphDocument(graph).document())
        default: try session.print(GraphText(graph).text)
        }
        return .done
    }
}

/// `bedplate impact`: what breaks if something goes.
enum ImpactCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard let asked = session.asked.operand(0) else {
            throw Failure(.usage, "the impact of what?")
        }
        let inventory = try Snapshots(session: session).inventory(session.asked.value("snapshot"))
        let graph = Graph(inventory)
        let ids = graph.ids(called: asked)
        guard let id = ids.first else {
            throw Failure(.noInput, "nothing called \(Voice.escaped(asked)) is in the snapshot")
        }
        guard ids.count == 1, let impact = graph.impact(of: id) else {
            throw Failure(
                .usage, "\(Voice.escaped(asked)) may be any of \(ids.count)",
                hint: ids.joined(separator: ", "))
        }
        let document = ImpactDocument(impact)
        try session.wantsJSON ? session.print(document.document()) : session.print(document.text)
        return .done
    }
}
