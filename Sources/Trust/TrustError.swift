public import Places
public import Vocabulary

/// Why something could not be trusted, or could not even be judged.
public enum TrustError: Error, Equatable, Sendable {
    /// There is no plan in the folder.
    case noPlan(folder: PathBytes)
    /// MANIFEST is not in the one form that it may have; the line counts from 1.
    case badManifest(line: Int, why: String)
    /// A file that MANIFEST lists is not there.
    case missing(path: String)
    /// A file is not, byte for byte, what MANIFEST says.
    case changed(path: String)
    /// Where MANIFEST lists a file there is a link, a folder or something else.
    case notAFile(path: String)
    /// Bytes were asked for that MANIFEST does not list.
    case unlisted(path: String)
    /// plan.json is sealed, but it is no plan that this program understands.
    case badPlan(why: String)
    /// A place did not do what it was asked.
    case place(PlacesError)

    /// What went wrong, lower case, no full stop.
    public var message: String {
        switch self {
        case .noPlan(let folder): "there is no plan in \(folder.text): MANIFEST is missing"
        case .badManifest(let line, let why): "MANIFEST:\(line): \(why)"
        case .missing(let path): "\(path) is missing from the plan"
        case .changed(let path): "\(path) is not what the plan's MANIFEST says"
        case .notAFile(let path): "\(path) is no regular file, and links are not followed"
        case .unlisted(let path): "\(path) is not in the plan's MANIFEST"
        case .badPlan(let why): "plan.json \(why)"
        case .place(let error): error.message
        }
    }

    /// The way out; nil where there is none to name.
    public var hint: String? {
        switch self {
        case .noPlan: "write one with 'bedplate plan --to TARGET --out DIR'"
        case .badManifest, .missing, .changed, .notAFile, .badPlan:
            "write the plan again with 'bedplate plan', read it, and approve that one"
        case .unlisted: nil
        case .place(let error): error.hint
        }
    }
}
