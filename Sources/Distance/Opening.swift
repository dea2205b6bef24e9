import Places

/// A connection that is open, and what the host said about itself.
struct Opened {
    let connection: any Connection
    /// What a shell there said; nil where only a file server answers.
    let greeting: Greeting?
    /// What is worth a line to the person.
    var remarks: [String] = []
}

/// Opens a connection by the transport that was asked for, or by the one that serves.
enum Opening {
    static func open(
        _ destination: Destination, place: String, reach: Reach
    ) throws(PlacesError) -> Opened {
        guard reach.transport != .system else {
            return try SystemSSH.open(destination, place: place, reach: reach)
        }
        do throws(LibraryFailure) {
            return try LibSSH2.open(destination, place: place, reach: reach)
        } catch {
            switch error {
            case .refused(let refusal): throw refusal
            case .gap(let why):
                guard reach.transport == .automatic else {
                    throw .unreachable(
                        place: place, why: "libssh2 cannot serve: \(why)",
                        hint: "leave --transport away, or give --transport ssh")
                }
                var opened = try SystemSSH.open(destination, place: place, reach: reach)
                opened.remarks = [
                    "\(place) is reached by the system's ssh, since libssh2 cannot serve: \(why)"
                ]
                return opened
            }
        }
    }
}
