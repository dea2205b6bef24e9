public import Places
internal import Vocabulary

/// The approvals that runs have begun with, as each host remembers them: one begins one run.
public enum UsedNonces {
    /// The names of the approvals that a host has seen.
    public static func all(
        on place: any PlaceAccess, folder: String = Lease.folder
    ) throws(ExecutionError) -> Set<String> {
        let answer = try run(place, #"ls -1 "$1/used" 2> /dev/null; true"#, [folder])
        return Set(answer.output.split(separator: "\n").map(String.init))
    }

    /// Makes a host remember one; refused where it remembers it already.
    public static func use(
        _ nonce: String, on place: any PlaceAccess, folder: String = Lease.folder
    ) throws(ExecutionError) {
        let answer = try run(
            place,
            #"""
            umask 077
            mkdir -p "$1/used" || exit 2
            set -C
            : 2> /dev/null > "$1/used/$2" || exit 1
            sync "$1/used"
            """#, [folder, nonce])
        if answer.status == 2 {
            throw .unfit(why: "\(place.id): \(folder)/used cannot be written")
        }
        guard answer.status == 0 else {
            throw .refused(
                why: "\(place.id): a run has begun with the approval \(nonce.prefix(12)) already",
                hint: "approve again")
        }
    }

    private static func run(
        _ place: any PlaceAccess, _ script: String, _ words: [String]
    ) throws(ExecutionError) -> (output: String, status: Int32?) {
        let result = try place.answer(Command(["sh", "-c", script, "sh"] + words))
        var status: Int32?
        if case .exited(let number) = result.ending { status = number }
        return (String(decoding: result.output, as: UTF8.self), status)
    }
}
