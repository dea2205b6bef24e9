internal import Vocabulary

extension Plan {
    /// Asks about each property that this plan does not keep: nobody approves it unseen.
    mutating func askWhatIsNotProven(of inventory: Inventory) {
        for fault in PlanProof(self, of: inventory).violations() {
            questions.append(
                Question(
                    subject: fault.subject,
                    question: "May it be carried out although \(fault.says)?",
                    because: "the plan's own proof of \(fault.property) does not hold here"))
        }
        questions.sort()
    }
}
