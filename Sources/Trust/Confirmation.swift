internal import Places
public import Vocabulary

/// A person's answer to one step of a run, signed, so that nobody else can give it.
public struct Confirmation: Equatable, Sendable, JSONWritable {
    /// Id of the run.
    public var run: String
    /// Id of the step that asked.
    public var step: String
    /// The answer, in the person's words or the executor's: `yes`, `no`, ….
    public var answer: String
    /// When, nanoseconds since 1970 UTC.
    public var at: Int64
    /// The name the person signs as.
    public var principal: String

    /// An answer.
    public init(run: String, step: String, answer: String, at: Int64, principal: String) {
        self.run = run
        self.step = step
        self.answer = answer
        self.at = at
        self.principal = principal
    }

    /// Writes the document whose exact bytes are signed.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "confirmation")
            out.field("run", run)
            out.field("step", step)
            out.field("answer", answer)
            out.field("at", Timestamp.text(nanoseconds: at))
            out.field("principal", principal)
        }
    }

    /// The document's bytes and the signature over them.
    public func signed(key: PathBytes) throws(TrustError) -> (bytes: [UInt8], signature: [UInt8]) {
        let bytes = document()
        return (bytes, try Keygen.sign(bytes, as: .confirmation, key: key))
    }

    /// The answer in a document, once its signature counts before the owners of every place.
    ///
    /// Throws `.refused`. Whether it answers the step that asked, and is not an old one, is for
    /// whoever asked to see.
    public static func verified(
        _ bytes: [UInt8], signature: [UInt8], before jurisdiction: Jurisdiction
    ) throws(TrustError) -> Confirmation {
        guard let answer = Confirmation(reading: bytes) else {
            throw .refused(.malformed(why: "it is no confirmation"))
        }
        guard let blob = SignatureBlob(armoured: signature) else { throw .refused(.noSignature) }
        guard !jurisdiction.owners.isEmpty else { throw .refused(.noOwners([])) }
        let seal = Seal(
            bytes: bytes, signature: signature, blob: blob, principal: answer.principal)
        if let reason = try seal.fault(as: .confirmation, before: jurisdiction.owners) {
            throw .refused(reason)
        }
        return answer
    }

    private init?(reading bytes: [UInt8]) {
        guard let document = try? JSONReader.read(bytes), document["format"]?.integer == 1,
            document["kind"]?.string == "confirmation", document.members.count == 7,
            let run = document["run"]?.string, let step = document["step"]?.string,
            let answer = document["answer"]?.string, let principal = document["principal"]?.string,
            let at = document["at"]?.string.flatMap(Timestamp.nanoseconds)
        else { return nil }
        self.init(run: run, step: step, answer: answer, at: at, principal: principal)
    }
}
