public import Places
internal import Vocabulary

/// The claim of one run on a host: a file there that only one run can make.
public struct Lease: Sendable {
    /// Where a host keeps what belongs to its runs.
    public static let folder = "/var/lib/bedplate"

    /// Id of the run.
    public let run: String
    private let folder: String

    /// The claims of a run.
    public init(run: String, folder: String = Lease.folder) {
        self.run = run
        self.folder = folder
    }

    /// Claims a host; the run that claimed it before may claim it again.
    ///
    /// - Parameter who: a line for whoever finds the claim: user, machine, time.
    public func take(_ place: any PlaceAccess, who: String) throws(ExecutionError) {
        let answer = try ask(
            place,
            #"""
            umask 077
            mkdir -p "$1" && chmod 0700 "$1"
            printf '%s\n%s\n' "$2" "$3" > "$1/lease.$$"
            ln "$1/lease.$$" "$1/lease" 2> /dev/null
            rm -f "$1/lease.$$"
            : >> "$1/step.lock"
            cat "$1/lease"
            """#, [folder, run, who])
        let lines = answer.split(separator: "\n").map(String.init)
        guard let holder = lines.first else {
            throw .unfit(why: "\(place.id): \(folder) cannot be written; root is needed there")
        }
        guard holder == run else {
            throw .held(
                what: place.id,
                by: "run \(holder)" + (lines.count > 1 ? " (\(lines[1]))" : ""))
        }
    }

    /// Gives a host back, where this run holds it.
    public func give(_ place: any PlaceAccess) throws(ExecutionError) {
        _ = try ask(
            place,
            #"if [ "$(head -n 1 "$1/lease" 2> /dev/null)" = "$2" ]; then rm -f "$1/lease"; fi"#,
            [folder, run])
    }

    /// Who holds a host; nil where nobody does.
    public static func holder(
        _ place: any PlaceAccess, folder: String = Lease.folder
    ) throws(ExecutionError) -> String? {
        let answer = try Lease(run: "", folder: folder).ask(
            place, #"cat "$1/lease" 2> /dev/null; true"#, [folder])
        return answer.isEmpty ? nil : answer.split(separator: "\n").joined(separator: ", ")
    }

    /// Ends a claim whoever holds it.
    public static func end(
        _ place: any PlaceAccess, folder: String = Lease.folder
    ) throws(ExecutionError) {
        _ = try Lease(run: "", folder: folder).ask(place, #"rm -f "$1/lease""#, [folder])
    }

    private func ask(
        _ place: any PlaceAccess, _ script: String, _ words: [String]
    ) throws(ExecutionError) -> String {
        let result = try place.answer(Command(["sh", "-c", script, "sh"] + words))
        return String(decoding: result.output, as: UTF8.self)
    }
}
