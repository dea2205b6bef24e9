import Formats

/// A policy while it is read: every fault is kept and reading goes on.
struct PolicyReading {
    private(set) var faults: [PolicyFault] = []

    mutating func fault(_ message: String, at node: Node) {
        faults.append(PolicyFault(message, line: node.line, column: node.column))
    }

    /// The members of a mapping by key; anything but a mapping and every unknown key is a fault,
    /// and so is a required key that is not there.
    mutating func members(
        of node: Node, _ what: String, keys: [String], required: [String] = []
    ) -> [String: Node] {
        guard node.isMapping else {
            fault("\(what) is a mapping of \(keys.joined(separator: ", "))", at: node)
            return [:]
        }
        var members: [String: Node] = [:]
        for member in node.members {
            guard keys.contains(member.key) else {
                let message = "unknown key '\(member.key)' in \(what); known are "
                faults.append(
                    PolicyFault(
                        message + keys.joined(separator: ", "), line: member.line,
                        column: member.column))
                continue
            }
            members[member.key] = member.value
        }
        for key in required where members[key] == nil {
            fault("\(what) needs '\(key)'", at: node)
        }
        return members
    }

    /// The elements of a list; anything else is a fault. A missing one is empty.
    mutating func elements(of node: Node?, _ what: String) -> [Node] {
        guard let node else { return [] }
        guard node.isSequence else {
            fault("\(what) is a list", at: node)
            return []
        }
        return node.elements
    }

    /// Text, quoted or plain. A plain number, boolean or null is a fault.
    mutating func text(_ node: Node?, _ what: String) -> String? {
        guard let node else { return nil }
        let isOther = !node.isQuoted && (node.boolean != nil || node.integer != nil)
        guard let text = node.string, !isOther, !text.isEmpty else {
            fault("\(what) is text", at: node)
            return nil
        }
        return text
    }

    /// Text or a number: telephone numbers and thresholds.
    mutating func textOrNumber(_ node: Node?, _ what: String) -> String? {
        guard let node else { return nil }
        guard let text = node.string, node.isQuoted || node.boolean == nil, !text.isEmpty else {
            fault("\(what) is text or a number", at: node)
            return nil
        }
        return text
    }

    mutating func integer(_ node: Node?, _ what: String) -> Int? {
        guard let node else { return nil }
        guard let number = node.integer, !node.isQuoted else {
            fault("\(what) is a whole number", at: node)
            return nil
        }
        return number
    }

    mutating func seconds(_ node: Node?, _ what: String) -> Int? {
        guard let node else { return nil }
        guard let seconds = node.string.flatMap(WrittenTime.seconds) else {
            fault("\(what) is a length of time such as 90s, 15m or 1h30m", at: node)
            return nil
        }
        return seconds
    }

    mutating func day(_ node: Node?, _ what: String) -> Int? {
        guard let node else { return nil }
        guard let day = node.string.flatMap(WrittenTime.day) else {
            fault("\(what) is a day such as 2027-01-31", at: node)
            return nil
        }
        return day
    }

    mutating func word(_ node: Node?, _ what: String, among words: [String]) -> String? {
        guard let node else { return nil }
        guard let text = node.string, words.contains(text) else {
            fault("\(what) is one of \(words.joined(separator: ", "))", at: node)
            return nil
        }
        return text
    }
}
