import Console
import Faces
import Vocabulary

/// `bedplate show`: prints a snapshot, or the part of it that is asked for.
enum ShowCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        var inventory = try Snapshots(session: session).inventory(session.asked.operand(0))
        filter(&inventory, session)
        if session.asked.has("redact") { Redacted.apply(to: &inventory) }
        if session.wantsJSON {
            try session.print(inventory.document())
        } else if session.asked.has("class") || session.asked.has("service")
            || session.asked.has("holding-secrets")
        {
            try session.print(ItemList(inventory).text)
        } else {
            try session.print(Summary(inventory).text)
        }
        return .done
    }

    private static func filter(_ inventory: inout Inventory, _ session: Session) {
        let classes = Set(session.asked.values("class"))
        if !classes.isEmpty {
            inventory.items.removeAll { !classes.contains($0.verdict.itemClass.rawValue) }
        }
        if session.asked.has("holding-secrets") {
            inventory.items.removeAll { $0.verdict.secret == .none }
        }
        guard let service = session.asked.value("service") else { return }
        inventory.services.removeAll { $0.id != service && $0.name != service }
        let kept = Set(inventory.services.map(\.id))
        inventory.dependencies.removeAll { !kept.contains($0.from) && !kept.contains($0.to) }
        inventory.items.removeAll { item in
            !item.verdict.evidence.contains { $0.says.contains(service) }
        }
    }
}

/// Items one to a line: class, what kind of secret, path.
struct ItemList {
    let text: String

    init(_ inventory: Inventory) {
        text = inventory.items.filter { $0.type != .folder }.map { item in
            let secret = item.verdict.secret == .none ? "" : "  [\(item.verdict.secret.rawValue)]"
            let path = Voice.escaped(item.path.isEmpty ? item.root.text : item.path.text)
            return "\(item.verdict.itemClass.rawValue.padded(12))\(path)\(secret)\n"
        }.joined()
    }
}

extension String {
    /// The text followed by blanks up to a width.
    func padded(_ width: Int) -> String {
        count >= width ? self + " " : self + String(repeating: " ", count: width - count)
    }
}

/// A copy fit to mail: without fingerprints, owners and the names of people's folders.
enum Redacted {
    static func apply(to inventory: inout Inventory) {
        for index in inventory.items.indices {
            inventory.items[index].verdict.secrets = inventory.items[index].verdict.secrets.map {
                SecretFinding(kind: $0.kind, count: $0.count)
            }
            if inventory.items[index].verdict.secret != .none {
                inventory.items[index].digest = nil
            }
        }
        for index in inventory.places.indices {
            inventory.places[index].machine = nil
            inventory.places[index].facts["hostname"] = nil
        }
    }
}
