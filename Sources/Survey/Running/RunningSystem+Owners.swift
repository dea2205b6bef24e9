import Services
import Vocabulary

extension RunningSystem {
    /// Tells which user number the folder of a volume belongs to, and whose that is here: within a
    /// container, and on another host, the same number may be somebody else's.
    mutating func joinOwners(asking: Asking) {
        var volumes: [String: String] = [:]
        for store in stores.values where store.kind == .volume {
            guard let path = store.path?.text, path.hasPrefix("/") else { continue }
            volumes[path] = store.id
        }
        guard !volumes.isEmpty,
            let lines = asking.lines(["stat", "-c", "%u %n", "--"] + volumes.keys.sorted())
        else { return }
        for line in lines {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2, let number = Int(words[0]), let id = volumes[words[1]] else {
                continue
            }
            let name = users.name(of: number)
            let whose = name == String(number) ? "nobody's here" : "\(Redaction.name(name)) here"
            let evidence = Evidence(
                .observed, rule: "store.owner",
                says: "its folder belongs to uid \(number), \(whose)")
            let known = stores[id]?.evidence ?? []
            stores[id]?.evidence = Set(known + [evidence]).sorted()
        }
    }
}
