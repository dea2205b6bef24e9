/// Texts with marks that a template language fills in.
enum TemplateText {
    /// A text without its marks: `{% from 'house' import house %}You are Hob.` speaks all the same.
    /// One that goes through the messages of a conversation is the form of a chat and says nothing.
    static func plain(_ text: String) -> String {
        guard text.contains("{%") else { return text }
        if text.contains("messages") || text.contains("message.") { return "" }
        var plain = ""
        var rest = Substring(text)
        while let open = rest.firstRange(of: "{") {
            let inside = rest[open.upperBound...]
            guard let mark = inside.first, mark == "%" || mark == "{" || mark == "#",
                let close = inside.firstRange(of: mark == "%" ? "%}" : mark == "{" ? "}}" : "#}")
            else {
                plain += rest[..<open.upperBound]
                rest = inside
                continue
            }
            plain += rest[..<open.lowerBound] + " "
            rest = inside[close.upperBound...]
        }
        return plain + rest
    }
}
