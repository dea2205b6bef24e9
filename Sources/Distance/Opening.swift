import Places

/// Opens a connection by the transport that was asked for, or by the one that serves.
enum Opening {
    static func open(
        _ destination: Destination, place: String, reach: Reach
    ) throws(PlacesError) -> (any Connection, greeting: Greeting, [String]) {
        guard reach.transport != .system else {
            let opened = try SystemSSH.open(destination, place: place, reach: reach)
            return (opened.connection, opened.greeting, [])
        }
        do throws(LibraryFailure) {
            let opened = try LibSSH2.open(destination, place: place, reach: reach)
            return (opened.connection, opened.greeting, [])
        } catch {
            switch error {
            case .refused(let refusal): throw refusal
            case .gap(let why):
                guard reach.transport == .automatic else {
                    throw .unreachable(
                        place: place, why: "libssh2 cannot serve: \(why)",
                        hint: "leave --transport away, or give --transport ssh")
                }
                let opened = try SystemSSH.open(destination, place: place, reach: reach)
                let remark =
                    "\(place) is reached by the system's ssh, since libssh2 cannot serve: \(why)"
                return (opened.connection, opened.greeting, [remark])
            }
        }
    }
}
