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
    /// A program of this machine that is needed cannot be run.
    case noTool(name: String, why: String)
    /// `ssh-keygen` made no signature.
    case cannotSign(key: PathBytes, why: String)
    /// What is written about the owners of a place cannot be relied on.
    case owners(OwnersFault)
    /// Who would run the plan is root on the only machine it concerns, and on no other, or may
    /// become root there by those ways.
    case unbound(place: String, ways: [String] = [])
    /// Who would run the plan can change the program that judges it.
    case tool(OwnersFault)
    /// A person has to say something first.
    case open([OpenMatter])
    /// The words cannot be taken so; a person asks again.
    case usage(why: String)
    /// An approval does not count.
    case refused(Refusal)

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
        case .noTool(let name, let why): "could not run \(name): \(why)"
        case .cannotSign(let key, let why): "could not sign with \(key.text): \(why)"
        case .owners(let fault): fault.message
        case .unbound(let place, let ways):
            "who runs this \(Self.standing(place, ways)): no approval can bind it there, and "
                + "the plan changes no other machine"
        case .tool(let fault): "who runs this can change the program itself: \(fault.message)"
        case .open(let matters):
            matters.count == 1 ? "one matter is open" : "\(matters.count) matters are open"
        case .usage(let why): why
        case .refused(let refusal): refusal.message
        }
    }

    private static func standing(_ place: String, _ ways: [String]) -> String {
        ways.isEmpty
            ? "is root on \(place)"
            : "may become root on \(place) (\(ways.joined(separator: ", ")))"
    }

    /// The way out; nil where there is none to name.
    public var hint: String? {
        switch self {
        case .noPlan: "write one with 'bedplate plan --to TARGET --out DIR'"
        case .badManifest, .missing, .changed, .notAFile, .badPlan:
            "write the plan again with 'bedplate plan', read it, and approve that one"
        case .unlisted, .usage: nil
        case .place(let error): error.hint
        case .noTool: "install openssh-client, and run as a user that has a name"
        case .cannotSign: "give --key a private key file, or the public key of one in an agent"
        case .owners(let fault): fault.hint
        case .unbound(_, let ways):
            (ways.isEmpty ? "" : "take that away (gpasswd --delete, visudo), or ")
                + "scan, plan and run it from another machine, over ssh, or as a user who is not "
                + "root and cannot become it"
        case .tool: "install it as root, where only root can write: make install"
        case .open: "settle each and plan again, or accept it by name: --accept ID=REASON"
        case .refused(let refusal): refusal.hint
        }
    }
}
