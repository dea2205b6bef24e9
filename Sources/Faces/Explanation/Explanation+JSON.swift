public import Vocabulary

extension Explanations: JSONWritable {
    /// Writes the explanations as a document.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "explain")
            out.list("explanations", all)
        }
    }
}

extension Explanation: JSONWritable {
    /// Writes one explanation.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", subject)
            out.field("of", of.rawValue)
            out.field("says", says)
            out.field("class", itemClass?.rawValue)
            out.field("facts", facts)
            out.list("evidence", evidence)
            out.field("beside", beside)
        }
    }
}

extension Explanation.Fact: JSONWritable {
    /// Writes name and value.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("name", name)
            out.field("value", value)
        }
    }
}

extension Explanation.Neighbour: JSONWritable {
    /// Writes relation, id and evidence.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("relation", relation)
            out.field("subject", subject)
            out.list("evidence", evidence)
        }
    }
}
