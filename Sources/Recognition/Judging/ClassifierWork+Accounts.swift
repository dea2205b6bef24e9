import Vocabulary

/// What makes a file an account or a credential, whatever its name says.
extension ClassifierWork {
    /// Makes a record the account of a party that others recognise.
    mutating func changeToAccount(_ index: Int, _ account: AccountCarriers.Account) {
        change(
            index, to: .identity,
            Evidence(
                .observed, rule: "content.account", says: account.says,
                at: "\(table.path(ofRecord: index).text):\(account.line)"))
        var verdict = verdicts.all[Int(verdictOf[index])]
        verdict.secret = verdict.secret == .material ? .material : .embedded
        verdict.exclusivity = .singleActive
        verdictOf[index] = verdicts.index(of: verdict)
        isPrior[index] = false
    }

    /// Notes that a file is a credential itself: a service is given it as one.
    mutating func markMaterial(_ index: Int) {
        var verdict = verdicts.all[Int(verdictOf[index])]
        guard table.records[index].size > 0 else { return }
        verdict.secret = .material
        verdictOf[index] = verdicts.index(of: verdict)
    }
}
