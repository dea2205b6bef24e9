import Console
import Planning
import Trust
import Vocabulary

extension Session {
    /// The sealed plan whose folder is the first operand, and what it says.
    func sealedPlan() throws(Failure) -> (SealedPlan, Plan) {
        let sealed = try Failure.trusting { () throws(TrustError) in
            try SealedPlan.open(absolute(asked.operand(0) ?? "."))
        }
        guard let plan = Plan(sealed.document) else {
            throw Failure(
                .badData,
                "plan.json in \(Voice.escaped(sealed.folder.text)) is no plan of this version")
        }
        return (sealed, plan)
    }
}
