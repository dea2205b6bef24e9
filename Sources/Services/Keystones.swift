import Knowledge
import Vocabulary

/// Which files set variables that unlock stores.
enum Keystones {
    static func find(_ drafts: [ServiceDraft], playbooks: Playbooks) -> [Discovered.Keystone] {
        var found: Set<Discovered.Keystone> = []
        for draft in drafts {
            let known =
                draft.service.image.flatMap { playbooks.playbook(forImage: $0) }?.keystones ?? []
            let stores =
                draft.service.stores + draft.dependencies.filter { $0.kind == .data }.map(\.to)
            for source in draft.service.environmentFrom {
                for name in source.names where known.contains(name) || isKeystone(name) {
                    for store in stores {
                        found.insert(.init(file: source.file, store: store, variable: name))
                    }
                }
            }
        }
        return found.sorted { ($0.file, $0.store, $0.variable) < ($1.file, $1.store, $1.variable) }
    }

    /// Variables that by their name encrypt or sign what is kept, whatever the program.
    static func isKeystone(_ name: String) -> Bool {
        let upper = name.uppercased()
        let endings = [
            "ENCRYPTION_KEY", "SALT_KEY", "SECRET_KEY_BASE", "_SALT", "CREDS_KEY", "CREDS_IV",
            "MASTER_KEY", "ENCRYPT_KEY", "STORAGE_KEY", "DATA_KEY", "VAULT_KEY", "CRYPT_KEY",
            "KEY_ENCRYPTION_SECRET",
        ]
        return endings.contains { upper.hasSuffix($0) } || upper == "SECRET_KEY"
            || upper == "PASSPHRASE"
            || upper.hasSuffix("_SECRET_KEY") && !upper.contains("ACCESS") && !upper.contains("AWS")
                && !upper.contains("S3") && !upper.contains("STRIPE")
    }
}
