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
            try session.print(ItemList(inventory).text(in: session.paint))
        } else {
            try session.print(Summary(inventory).text(in: session.paint))
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
    private let items: [Item]

    init(_ inventory: Inventory) {
        items = inventory.items.filter { $0.type != .folder }
    }

    /// The lines, with emphasis on the classes that ask for it.
    func text(in paint: Paint) -> String {
        items.map { item in
            let secret = item.verdict.secret == .none ? "" : "  [\(item.verdict.secret.rawValue)]"
            let path = Voice.escaped(item.path.isEmpty ? item.root.text : item.path.text)
            let word = item.verdict.itemClass.rawValue
            let space = String(repeating: " ", count: max(1, 12 - word.count))
            return "\(paint.word(word))\(space)\(path)\(secret)\n"
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
