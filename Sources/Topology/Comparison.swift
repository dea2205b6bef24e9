import Vocabulary

/// Compares two arrays element by element.
enum Comparison {
    static func compare(_ older: [Item], _ newer: [Item], _ seen: Sight) -> Difference.Part<Item> {
        compare(older, newer, seen.covers, seen.isHalfKnown) { $0.key }
    }

    static func compare(
        _ older: [Rollup], _ newer: [Rollup], _ seen: Sight
    ) -> Difference.Part<Rollup> {
        compare(older, newer, seen.covers, seen.isHalfKnown) { $0.key }
    }

    static func compare(
        _ older: [Service], _ newer: [Service], _ seen: Sight
    ) -> Difference.Part<Service> {
        compare(older, newer, seen.coversPlace, seen.isHalfKnownPlace) { $0.id }
    }

    static func compare(
        _ older: [Store], _ newer: [Store], _ seen: Sight
    ) -> Difference.Part<Store> {
        compare(older, newer, seen.coversPlace, seen.isHalfKnownPlace) { $0.id }
    }

    static func compare(
        _ older: [Dependency], _ newer: [Dependency], _ seen: Sight
    ) -> Difference.Part<Dependency> {
        compare(older, newer, seen.coversPlace, seen.isHalfKnownPlace) { $0.from }
    }

    /// Merges the two in key order; `isCovered` says whether absence from the newer one means
    /// that the element is gone, `isHalfKnown` whether that from the older one means nothing.
    private static func compare<Element: Identified, Spot>(
        _ older: [Element], _ newer: [Element], _ isCovered: (Spot) -> Bool,
        _ isHalfKnown: (Spot) -> Bool, at spot: (Element) -> Spot
    ) -> Difference.Part<Element> {
        let left = older.sorted { $0.key < $1.key }
        let right = newer.sorted { $0.key < $1.key }
        var part = Difference.Part<Element>()
        var (one, two) = (0, 0)
        while one < left.count || two < right.count {
            if two == right.count || (one < left.count && left[one].key < right[two].key) {
                if isCovered(spot(left[one])) {
                    part.vanished.append(left[one])
                } else {
                    part.notSeen.append(left[one])
                }
                one += 1
            } else if one == left.count || right[two].key < left[one].key {
                if isHalfKnown(spot(right[two])) {
                    part.firstSeen.append(right[two])
                } else {
                    part.appeared.append(right[two])
                }
                two += 1
            } else {
                note(left[one], right[two], in: &part)
                (one, two) = (one + 1, two + 1)
            }
        }
        return part.loudFirst
    }

    private static func note<Element: Identified>(
        _ before: Element, _ after: Element, in part: inout Difference.Part<Element>
    ) {
        guard before != after else { return }
        let fields = after.fields(differingFrom: before)
        let change = Difference.Change(before: before, after: after, fields: fields)
        if fields.isEmpty {
            part.refined.append(change)
        } else if fields == ["class"] {
            part.reclassified.append(change)
        } else {
            part.changed.append(change)
        }
    }
}

extension Difference.Part where Element: Identified {
    /// The same, identity first and convenience last, then by key.
    var loudFirst: Self {
        var sorted = self
        func isBefore(_ left: Element, _ right: Element) -> Bool {
            left.weight == right.weight ? left.key < right.key : left.weight > right.weight
        }
        func isLouder(
            _ left: Difference.Change<Element>, _ right: Difference.Change<Element>
        ) -> Bool {
            let (one, two) = (left.loudness, right.loudness)
            return one == two ? left.after.key < right.after.key : one > two
        }
        sorted.appeared.sort(by: isBefore)
        sorted.firstSeen.sort(by: isBefore)
        sorted.vanished.sort(by: isBefore)
        sorted.notSeen.sort(by: isBefore)
        sorted.changed.sort(by: isLouder)
        sorted.moved.sort(by: isLouder)
        sorted.reclassified.sort(by: isLouder)
        sorted.refined.sort(by: isLouder)
        return sorted
    }
}

extension Difference.Change where Element: Identified {
    /// The costlier of the two classes.
    var loudness: ItemClass { max(before.weight, after.weight) }
}
