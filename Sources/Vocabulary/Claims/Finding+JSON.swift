extension Finding: JSONWritable {
    /// Writes the finding as a history keeps it; defaults are omitted.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("signature", signature)
            out.field("text", isText)
            out.field("secrets", secrets)
            out.field("pins", pins)
            guard !facts.isEmpty else { return }
            out.key("facts")
            out.object { out in
                for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
                    out.field(name, value)
                }
            }
        }
    }

    /// Reads it back.
    public init(_ json: JSONValue) {
        self.init()
        signature = json["signature"]?.string
        isText = json["text"]?.boolean ?? false
        secrets = json["secrets"]?.elements.compactMap(SecretFinding.init) ?? []
        pins = json["pins"]?.elements.compactMap(Pin.init) ?? []
        for member in json["facts"]?.members ?? [] { facts[member.key] = member.value.string }
    }
}
