internal import Vocabulary

/// P12: nothing in a plan is a credential.
extension PlanProof {
    /// No string of the plan and no line of its files looks like a credential, whatever it is
    /// called; digests of the plan's own and names of the inventory may look like anything.
    func secret() -> [Violation] {
        let signs = SecretSigns(known: known)
        var seen: Set<ArraySlice<UInt8>> = []
        var out: [Violation] = []
        func look(_ bytes: [UInt8], _ subject: String) {
            for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0 })
            where seen.insert(line).inserted {
                out += signs.findings(in: line).map { violation("P12", subject, $0) }
            }
        }
        for file in plan.files {
            let text = String(decoding: file.bytes, as: UTF8.self)
            // A certificate is public; it is one line of base64 after the other.
            if file.path == ExportCipher.certificate, !text.contains("PRIVATE KEY") { continue }
            look(file.bytes, file.path)
            if file.path.hasPrefix("files/systemd/"), text.contains("\nEnvironment=") {
                out.append(violation("P12", file.path, "sets variables in the open"))
            }
        }
        look(Self.broken(plan.document()), "plan.json")
        look(Array(PlanDocument(plan).text.utf8), "migration-plan.md")
        return out
    }

    /// A document with its strings' line ends made line ends again.
    private static func broken(_ document: [UInt8]) -> [UInt8] {
        var out = document
        var isEscape = false
        for (index, byte) in document.enumerated() {
            if isEscape, byte == UInt8(ascii: "n") {
                (out[index - 1], out[index]) = (0x0A, 0x0A)
            }
            isEscape = byte == UInt8(ascii: "\\") && !isEscape
        }
        return out
    }

    /// Words of the ids, names and digests that the inventory and the plan's own files give.
    private var known: Set<ArraySlice<UInt8>> {
        var names = inventory.items.map(\.path.text) + inventory.totals.map(\.root.text)
        names += inventory.stores.flatMap { [$0.id, $0.path?.text ?? ""] }
        names += inventory.services.flatMap { [$0.id, $0.image ?? "", $0.imageDigest ?? ""] }
        names += inventory.items.compactMap { item in
            guard case .open(let digest)? = item.digest else { return nil }
            return digest.hexadecimal
        }
        names += [inventory.snapshot.id, plan.snapshot] + plan.target.takenNames
        names += plan.recovery.flatMap { [$0.folder, $0.manifest, $0.sealed ?? ""] }
        names += plan.files.map { SHA256.digest($0.bytes).hexadecimal }
        names.append(PlanFacts.services(services).says)
        return Set(names.flatMap { SecretSigns.words(ArraySlice($0.utf8)) })
    }
}
