import Vocabulary

/// Which files are somebody's program text.
enum SourceNames {
    static func isSource(_ path: PathBytes) -> Bool {
        let name = path.name.text
        guard let dot = name.lastIndex(of: ".") else {
            return name == "Dockerfile" || name == "Procfile"
        }
        return endings.contains(String(name[name.index(after: dot)...]))
    }

    private static let endings: Set<String> = [
        "py", "js", "ts", "mjs", "cjs", "tsx", "jsx", "go", "rs", "rb", "php", "java", "kt", "cs",
        "swift",
        "ex", "exs", "sh", "pl", "lua", "scala", "clj", "conf", "yaml", "yml", "json", "toml",
        "tmpl", "template",
    ]
}
