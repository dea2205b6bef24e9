public import Places
public import Vocabulary

/// A place that is reached over a connection of its own.
public protocol DistantPlace: PlaceAccess {
    /// The home folder of the login.
    var home: PathBytes { get }

    /// What is worth a line to the person, such as which transport was chosen and why.
    var remarks: [String] { get }

    /// Reads the first bytes of several files, at most `count` of each; what became of each, in
    /// their order. No link below a root is followed.
    func fetch(_ wanted: [Wanted], count: Int) throws(PlacesError) -> [Fetched]

    /// Keeps a small text that passed by, so that it need not be asked for again.
    func keep(_ bytes: [UInt8], at path: PathBytes)

    /// Ends the connection.
    func close()
}

extension Reach {
    /// Opens a connection to a host, whether it gives a shell or only serves files; throws
    /// `unreachable` with the reason where neither answers.
    public func place(at destination: Destination) throws(PlacesError) -> any DistantPlace {
        let id = "ssh:" + destination.text
        let grace = Grace()
        let reach = granting(grace)
        let opened = try Opening.open(destination, place: id, reach: reach)
        guard let greeting = opened.greeting else {
            return try FileServerPlace(opened, id: id, reach: reach)
        }
        return RemotePlace(opened, greeting, id: id, reach: reach, grace: grace)
    }
}
