public import Vocabulary

extension ContinuityStatement: JSONWritable {
    /// Writes the document of kind `continuity`.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "continuity")
            out.field("run", run)
            out.field("plan", "sha256:" + plan)
            out.field("target", target)
            out.field("at", Timestamp.text(nanoseconds: at))
            // Told where it is false too: here its absence would say that nobody looked.
            out.key("holds")
            out.value(holds)
            out.list("identity", identity)
            out.list("stores", stores)
            out.list("schedules", schedules)
            out.list("listeners", listeners)
            out.list("watch", watch)
        }
    }

    /// What a person reads at the end of a move, without line ends.
    public var summary: [String] {
        let same = identity.filter { $0.finding == .same }.count
        let levels = [3, 2, 1, 0].compactMap { level -> String? in
            let count = stores.filter { $0.level == level }.count
            return count == 0 ? nil : "\(count) at level \(level)"
        }
        var out = [
            holds ? "everything went on as it was" : "NOT everything was seen to go on as it was",
            "  identity   \(same) of \(identity.count) files are the snapshot's, bit by bit",
        ]
        out += identity.filter { $0.finding != .same }.map {
            "    \($0.finding.rawValue)  \($0.subject): \($0.because ?? "nobody knows why")"
        }
        out.append("  stores     \(levels.joined(separator: ", "))")
        out += stores.filter { $0.level < 2 }.map { "    level \($0.level)  \($0.subject)" }
        let due = schedules.filter(\.isSame).count
        out.append("  schedules  \(due) of \(schedules.count) are due when they were")
        out += schedules.filter { !$0.isSame }.map {
            "    not seen  \($0.subject) (\($0.schedule))"
        }
        let narrow = listeners.filter(\.isNoWider).count
        out.append(
            "  listeners  \(narrow) of \(listeners.count) services are reached from no farther")
        out.append("  to watch   \(watch.count) things that nobody has shown or answered")
        return out
    }
}

extension ContinuityStatement.Identity: JSONWritable {
    /// Writes subject, finding and reason.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", subject)
            out.field("is", finding.rawValue)
            out.field("because", because)
        }
    }
}

extension AssetLevel: JSONWritable {
    /// Writes subject and level.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", subject)
            out.field("level", level)
        }
    }
}

extension ContinuityStatement.Schedule: JSONWritable {
    /// Writes subject, schedule, and whether its next run is the same.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", subject)
            out.field("schedule", schedule)
            out.field("next_run", isSame ? "same" : "not-seen")
        }
    }
}

extension ContinuityStatement.Listening: JSONWritable {
    /// Writes what was published, what is reached, and whether that was looked at.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", subject)
            out.field("before", before)
            out.field("after", after)
            out.field("reach", isNoWider ? "no-wider" : "not-seen")
        }
    }
}

extension ContinuityStatement.Watching: JSONWritable {
    /// Writes subject and clause.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", subject)
            out.field("says", says)
        }
    }
}
