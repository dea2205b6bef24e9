public import Vocabulary

/// What a compose project is called.
public enum ComposeName {
    /// A name as compose normalises it: lower case, only `a-z0-9_-`, beginning with a letter or
    /// digit; empty where nothing is left.
    public static func normalised(_ text: String) -> String {
        let kept = text.lowercased().utf8.filter {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
        let start = kept.firstIndex { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
        return String(decoding: kept[(start ?? kept.endIndex)...], as: UTF8.self)
    }

    /// The name of a project in that folder that names itself nowhere.
    public static func ofFolder(_ folder: PathBytes) -> String {
        let name = normalised(folder.name.text)
        return name.isEmpty ? "default" : name
    }
}
