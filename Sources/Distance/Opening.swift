import Places

/// Opens a connection by the transport that was asked for.
enum Opening {
    static func open(
        _ destination: Destination, place: String, reach: Reach
    ) throws(PlacesError) -> (any Connection, greeting: Greeting, [String]) {
        let opened = try SystemSSH.open(destination, place: place, reach: reach)
        return (opened.connection, opened.greeting, [])
    }
}
