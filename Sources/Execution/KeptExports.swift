public import Places
public import Planning
internal import Vocabulary

/// Where exports lie once their run is over: set aside from those of the next one, which must not
/// take them for its own.
public enum KeptExports {
    /// The folder of a host that holds a folder for each run that ended with exports.
    public static let folder = Plan.setAside

    /// Sets the exports of a run aside on a host that holds some; its folder there, or nil.
    ///
    /// - Parameters:
    ///   - run: id of the run.
    ///   - exports: where the plan put them.
    public static func setAside(
        _ run: String, on place: any PlaceAccess, exports: String = Plan.exports,
        below folder: String = KeptExports.folder
    ) throws(ExecutionError) -> String? {
        let to = folder + "/" + run
        let command = Command(["sh", "-euc", moving, "sh", exports, folder, to])
        let result = try place.answer(command)
        guard result.isSuccess else {
            throw .unfit(why: "\(place.id): \(exports) could not be set aside")
        }
        return String(decoding: result.output, as: UTF8.self).hasPrefix("kept") ? to : nil
    }

    /// Deletes the exports of a run on a host: they are kept, and were looked at, elsewhere.
    public static func clear(
        on place: any PlaceAccess, exports: String = Plan.exports
    ) throws(ExecutionError) {
        let command = Command(["rm", "--recursive", "--force", "--one-file-system", exports])
        guard try place.answer(command).isSuccess else {
            throw .unfit(why: "\(place.id): \(exports) could not be deleted")
        }
    }

    /// `$1` exports, `$2` folder, `$3` to. Said again after a break it says the same.
    private static let moving = #"""
        umask 077
        if [ -e "$3" ]; then echo kept; exit 0; fi
        for sealed in "$1"/MANIFEST-*; do
          if [ -e "$sealed" ]; then
            mkdir -p "$2"
            chmod 0700 "$2"
            mv "$1" "$3"
            echo kept
            exit 0
          fi
        done
        """#
}
