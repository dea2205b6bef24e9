internal import Places

extension PlaceAccess {
    /// Runs a command here; a place that does not answer is `unreachable`.
    func answer(_ command: Command) throws(ExecutionError) -> CommandResult {
        do {
            return try run(command)
        } catch {
            throw .unreachable(place: id, why: error.message)
        }
    }
}
