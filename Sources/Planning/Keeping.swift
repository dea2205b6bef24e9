internal import Vocabulary

/// Where people want exports kept, and who may read them.
public struct Keeping: Equatable, Sendable {
    /// Absolute path of a folder on the machine that runs the plan.
    public var folder: String
    /// A certificate (X.509, PEM) to encrypt to; nil where they lie as they are.
    public var certificate: [UInt8]?
    /// How many exports of a place are kept, the newest among them; nil for all.
    public var generations: Int?
    /// Seconds after which an earlier export of a place is not kept; nil for ever.
    public var lifetime: Int?

    /// A folder and who may read what is kept in it.
    public init(folder: String, certificate: [UInt8]? = nil) {
        self.folder = folder
        self.certificate = certificate
    }
}

extension Plan {
    /// Where the plan keeps copies of exports, absolute paths on the machine that runs it.
    public var keptFolders: [String] {
        steps.compactMap { stage, step in
            guard stage == .verifyExport, step.id.hasPrefix(PlanBuilder.keepPrefix),
                case .copy(_, let to, _) = step.action
            else { return nil }
            return to
        }
    }
}

/// Brings a copy of the exports to where it outlives its place, as soon as they were looked at.
extension PlanBuilder {
    static let keepPrefix = "verify-export/copy/keep-"

    /// After the seals: what is kept is what was sealed.
    mutating func buildKeeping() {
        guard let keeping = answers.keeping else { return }
        if let certificate = keeping.certificate {
            file(ExportCipher.certificate, String(decoding: certificate, as: UTF8.self))
            addCertificateCheck()
        } else {
            ask(
                Identifiers.local, "May the exports lie in \(keeping.folder) unencrypted?",
                because: "they hold every secret of the system, and the policy names no encrypt_to")
        }
        for place in sources where ids(.verifyExport).contains(sealID(place)) {
            addKeep(place, keeping)
            addRotation(place, keeping)
        }
    }

    /// Before anything stands still: what it takes to encrypt is there.
    private mutating func addCertificateCheck() {
        let check = Check(
            "certificate",
            .look("openssl x509 -in \(ExportCipher.certificate) -noout -checkend 0 > /dev/null"),
            proves: "openssl is there, and reads a certificate that has not run out",
            doesNotProve: "that somebody has its key")
        let step = Step(
            "preflight/check/certificate", .check, "what is kept can be encrypted",
            subject: target.place, place: Identifiers.local, action: check.probe,
            verify: [check], rollback: .nothing(because: "it only looks"))
        add(step, to: .preflight)
    }

    func keptFolder(_ place: String, _ keeping: Keeping) -> String {
        "\(keeping.folder)/\(slug(place))"
    }

    private mutating func addKeep(_ place: String, _ keeping: Keeping) {
        let mark = slug(place)
        let id = Self.keepPrefix + mark
        let folder = keptFolder(place, keeping)
        let text = KeepText(
            mark: mark, folder: folder, login: Target.login(of: place),
            names: exportList(place).entries.map(\.folder), isEncrypted: keeping.certificate != nil)
        let secret = keeping.certificate == nil ? "" : ", encrypted"
        var step = Step(
            id, .copy, "a copy of the exports is kept in \(folder)\(secret)", subject: place,
            place: Identifiers.local,
            action: .copy(from: Self.exports, to: folder, script: script(id, text.taking)),
            verify: [
                Check(
                    "same", .look(text.isSame),
                    proves: "what is kept are the exports that were just sealed"),
                Check(
                    "whole", .look(text.isWhole),
                    proves: "what is kept is, byte by byte, what arrived",
                    doesNotProve: secret.isEmpty
                        ? "that it can be restored" : "that somebody has the key"),
                Check(
                    "private", .look("stat --format %a \(ShellText.quote(folder))"),
                    .equals("700"), proves: "nobody but its owner can read it"),
            ],
            rollback: .nothing(because: "a copy that was kept is what somebody asked for"))
        step.needs = [sealID(place)]
        step.effects.writes = ["\(Identifiers.local):\(folder)"]
        step.timeoutSeconds = 8 * 3600
        step.estimateSeconds = seconds(bytesToCarry)
        step.retries = 3
        add(step, to: .verifyExport)
    }

    /// The last stage deletes what was kept, too.
    mutating func addKeptRemoval(_ gate: String) {
        guard let keeping = answers.keeping else { return }
        for place in sources where ids(.verifyExport).contains(sealID(place)) {
            let folder = keptFolder(place, keeping)
            let id = "retire/retire/kept-\(slug(place))"
            let quoted = ShellText.quote(folder)
            var step = Step(
                id, .retire, "delete the exports that were kept in \(folder)", subject: place,
                place: Identifiers.local,
                action: .run(argv: ["rm", "--recursive", "--force", "--one-file-system", folder]),
                verify: [
                    Check(
                        "gone", .look("test ! -e \(quoted)"), proves: "they are deleted",
                        doesNotProve: "that the disk does not hold their blocks")
                ],
                rollback: .impossible(because: "deleted exports are gone"))
            step.needs = [gate] + ids(.verifyImport)
            step.effects.deletes = ["\(Identifiers.local):\(folder)"]
            step.isDestructive = true
            step.needsPerson = true
            add(step, to: .retire)
        }
    }
}
