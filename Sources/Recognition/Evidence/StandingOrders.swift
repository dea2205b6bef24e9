/// What an instruction file's line says about when something is to be read.
enum StandingOrders {
    /// Whether a line, in lower case, says that something happens at every run.
    static func isStanding(_ line: String) -> Bool {
        always.contains { line.contains($0) }
    }

    /// Whether a line of a list says to read something, whatever happens: `1. Read CREED.md.`
    static func ordersReading(_ line: String) -> Bool {
        let words = line.split { !$0.isLetter && $0 != "'" }
        guard let first = words.first, readWords.contains(String(first)),
            line.first.map({ "-*+0123456789".contains($0) }) == true
        else { return false }
        return !words.contains { conditions.contains(String($0)) }
    }

    private static let readWords: Set<String> = [
        "read", "load", "open", "lies", "lis", "lisez", "lee", "leggi", "leia", "lees", "läs",
        "przeczytaj",
    ]
    private static let conditions: Set<String> = [
        "if", "when", "whenever", "unless", "for", "before", "after", "once", "wenn", "falls",
        "bevor",
        "si", "quand", "pour", "avant", "cuando", "para", "antes", "se", "quando", "per", "prima",
        "als", "voor", "om", "när", "innan", "gdy", "jeśli", "need", "needed", "optional", "only",
    ]

    private static let always = [
        "every session", "each session", "every run", "each run", "at start", "on start",
        "before anything", "before doing anything", "always read", "read first", "at the start",
        "every time", "bei jedem", "jedes mal", "à chaque", "a cada", "en cada", "ad ogni",
        "przy każdym",
    ]
}
