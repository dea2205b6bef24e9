import Console
import Places
import Trust
import Vocabulary

/// `bedplate trust --print`: the commands by which a person names an owner on a host.
enum TrustCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let path = session.absolute(session.asked.value("key") ?? "")
        let key: [UInt8]?
        do { key = try PersonalFiles.read(path, limit: 1 << 16) } catch {
            throw Failure(.noInput, "could not read \(path.text): \(error.message)")
        }
        guard let key else { throw Failure(.noInput, "there is no key at \(path.text)") }
        let line = try Failure.trusting { () throws(TrustError) in
            try TrustText.line(principal: session.asked.value("as") ?? "", key: key)
        }
        try session.print(TrustText.shell(line: line))
        return .done
    }
}
