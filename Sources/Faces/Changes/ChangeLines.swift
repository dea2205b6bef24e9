import Topology
import Vocabulary

/// Something whose changes can be told in a line.
protocol ChangeTelling: Equatable, Sendable {
    /// The line of a change of it.
    func line(_ kind: Changes.Kind) -> Changes.Line
}

/// Lines from the parts of a difference.
enum ChangeLines {
    static func lines<Element: ChangeTelling>(
        of part: Difference.Part<Element>
    ) -> [Changes.Line] {
        part.appeared.map { $0.line(.appeared) } + part.vanished.map { $0.line(.vanished) }
            + part.firstSeen.map { $0.line(.firstSeen) }
            + part.notSeen.map { $0.line(.notSeen) }
            + part.changed.map { line($0, .changed) } + part.moved.map { line($0, .moved) }
            + part.reclassified.map { line($0, .reclassified) }
    }

    private static func line<Element: ChangeTelling>(
        _ change: Difference.Change<Element>, _ kind: Changes.Kind
    ) -> Changes.Line {
        let before = change.before.line(kind)
        var after = change.after.line(kind)
        after.fields = change.fields
        if before.subject != after.subject { after.was = before.subject }
        if before.itemClass != after.itemClass { after.wasClass = before.itemClass }
        return after
    }
}

extension Item: ChangeTelling {
    func line(_ kind: Changes.Kind) -> Changes.Line {
        var line = Changes.Line(kind, .item, id)
        line.itemClass = verdict.itemClass
        return line
    }
}

extension Rollup: ChangeTelling {
    func line(_ kind: Changes.Kind) -> Changes.Line {
        let id = Identifiers.item(place: place, root: root, path: path)
        var line = Changes.Line(kind, .rollup, id)
        line.itemClass = itemClass
        return line
    }
}

extension Service: ChangeTelling {
    func line(_ kind: Changes.Kind) -> Changes.Line { Changes.Line(kind, .service, id) }
}

extension Store: ChangeTelling {
    func line(_ kind: Changes.Kind) -> Changes.Line {
        var line = Changes.Line(kind, .store, id)
        line.itemClass = itemClass
        return line
    }
}

extension Dependency: ChangeTelling {
    func line(_ kind: Changes.Kind) -> Changes.Line {
        var line = Changes.Line(kind, .dependency, from)
        line.to = to
        line.edge = self.kind.rawValue
        return line
    }
}
