import Console
import Distance

extension Reach {
    /// How a person asked hosts to be reached.
    init(_ session: Session) {
        self.init()
        configuration = session.asked.value("ssh-config").map(session.absolute)
        acceptsNewHosts = session.asked.has("accept-new-hosts")
        asksPerson = true
        transport = session.asked.value("transport").flatMap(Reach.Transport.init) ?? .automatic
    }
}
