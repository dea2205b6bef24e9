import Console
import History
import Places
import Vocabulary

/// Finds the snapshot a person means, in the history or in a document.
struct Snapshots {
    let session: Session

    /// The scope that defaults are taken from: `--scope`, else the one that holds the current
    /// folder, else the only one there is.
    func scope(_ history: borrowing HistoryFile) throws(Failure) -> [String] {
        let scopes: [[String]]
        do {
            scopes = try history.scopes()
        } catch {
            throw Failure(error)
        }
        guard !scopes.isEmpty else {
            throw Failure(
                .noInput, "there is no snapshot yet", hint: "take one with 'bedplate scan ROOT'")
        }
        if let asked = session.asked.value("scope") {
            let path = session.absolute(asked).text
            if let found = scopes.first(where: { scope in
                scope.contains { $0 == asked || $0.hasSuffix(":" + path) }
            }) {
                return found
            }
            throw Failure(.usage, "no scope '\(asked)'", hint: list(scopes))
        }
        let here = Surroundings.currentFolder
        let holding = scopes.filter { scope in
            scope.contains { root in
                root.split(separator: ":", maxSplits: 1).last.map {
                    here.isWithin(PathBytes(String($0)))
                } ?? false
            }
        }
        if let found = holding.first, holding.count == 1 { return found }
        guard scopes.count == 1, let only = scopes.first else {
            throw Failure(
                .usage, "which scope is meant?", hint: "name one with --scope: " + list(scopes))
        }
        return only
    }

    private func list(_ scopes: [[String]]) -> String {
        scopes.map { $0.joined(separator: "+") }.joined(separator: ", ")
    }

    /// The inventory a reference means; `latest` where none is given.
    func inventory(_ reference: String?) throws(Failure) -> Inventory {
        let reference = reference ?? "latest"
        if reference.contains("/") || reference.hasSuffix(".json") {
            return try document(reference)
        }
        do {
            let history = try HistoryFile(session.historyPath)
            let key = try HistoryFile.key(besideHistory: session.historyPath)
            let scope = try scope(history)
            return try history.snapshot(reference, in: scope, key: key).inventory()
        } catch {
            throw Failure(caught: error)
        }
    }

    /// A snapshot of the scope that holds a certain one.
    ///
    /// - Parameters:
    ///   - id: a snapshot's id, as a plan names it.
    ///   - reference: the one wanted, as 'latest'.
    func inventory(ofScopeOf id: String, _ reference: String) throws(Failure) -> Inventory {
        do {
            let history = try HistoryFile(session.historyPath)
            let key = try HistoryFile.key(besideHistory: session.historyPath)
            for scope in try history.scopes() {
                guard try history.occasions(of: scope).contains(where: { $0.id == id })
                else { continue }
                return try history.snapshot(reference, in: scope, key: key).inventory()
            }
        } catch {
            throw Failure(error)
        }
        throw Failure(
            .noInput, "the history does not hold the snapshot that the plan was made from",
            hint: "name it with --history, or scan and plan anew")
    }

    /// The inventory of a document that somebody kept or mailed.
    func document(_ path: String) throws(Failure) -> Inventory {
        let bytes: [UInt8]?
        do {
            bytes = try PersonalFiles.read(session.absolute(path))
        } catch {
            throw Failure(.inputOutput, "could not read \(path): \(error.message)")
        }
        guard let bytes else { throw Failure(.noInput, "there is no file \(path)") }
        do {
            guard var inventory = Inventory(try JSONReader.read(bytes)) else {
                throw Failure(.badData, "\(path) is no inventory of format 1")
            }
            inventory.sort()
            return inventory
        } catch let error as JSONError {
            throw Failure(.badData, "\(path):\(error.line):\(error.column): \(error.message)")
        } catch let error as Failure {
            throw error
        } catch {
            throw Failure(.internalError, "\(error)")
        }
    }

    /// The one snapshot of a scope that has no other; nil where there are several.
    func only() throws(Failure) -> Inventory.Occasion? {
        let all = try occasions()
        return all.count == 1 ? all.first : nil
    }

    /// All occasions of the scope, oldest first.
    func occasions() throws(Failure) -> [Inventory.Occasion] {
        do {
            let history = try HistoryFile(session.historyPath)
            return try history.occasions(of: try scope(history))
        } catch {
            throw Failure(caught: error)
        }
    }
}
