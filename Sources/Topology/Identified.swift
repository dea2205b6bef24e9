import Vocabulary

/// An element that is the same one in two inventories when its key is.
protocol Identified: Equatable, Sendable {
    associatedtype Key: Hashable & Comparable

    /// What makes it the same one; also its place in the contract's order.
    var key: Key { get }

    /// The contract's names of the fields in which both can tell a difference, sorted.
    func fields(differingFrom before: Self) -> [String]

    /// What its loss would break.
    var weight: ItemClass { get }
}

/// Where a path is: the key of items and rollups.
struct PathKey: Hashable, Comparable {
    let place: String
    let root: PathBytes
    let path: PathBytes

    static func < (left: PathKey, right: PathKey) -> Bool {
        (left.place, left.root, left.path) < (right.place, right.root, right.path)
    }
}

/// Collects the names of fields that differ.
struct FieldNames {
    private(set) var names: [String] = []

    mutating func compare<Value: Equatable>(_ name: String, _ one: Value, _ two: Value) {
        if one != two { names.append(name) }
    }

    var sorted: [String] { names.sorted() }
}

extension Item: Identified {
    var key: PathKey { PathKey(place: place, root: root, path: path) }
    var weight: ItemClass { verdict.itemClass }

    func fields(differingFrom before: Item) -> [String] {
        var found = FieldNames()
        found.compare("type", before.type, type)
        found.compare("size", before.size, size)
        found.compare("mode", before.mode, mode)
        found.compare("uid", before.uid, uid)
        found.compare("gid", before.gid, gid)
        found.compare("links", before.links, links)
        found.compare("target", before.target, target)
        if !Self.isSameMoment(before.modified, modified) { found.compare("modified", 0, 1) }
        if let one = before.digest, let two = digest, one.isComparable(with: two) {
            found.compare("digest", one, two)
        }
        compareVerdict(before.verdict, &found)
        return found.sorted
    }

    private func compareVerdict(_ before: Verdict, _ found: inout FieldNames) {
        found.compare("class", before.itemClass, verdict.itemClass)
        found.compare("secret", before.secret, verdict.secret)
        found.compare(
            "secrets", before.secrets.map { "\($0.kind) \($0.count)" },
            verdict.secrets.map { "\($0.kind) \($0.count)" })
        found.compare("restore", before.restore, verdict.restore)
        found.compare("exclusivity", before.exclusivity, verdict.exclusivity)
        found.compare("export", before.export, verdict.export)
        found.compare("unlocks", before.unlocks, verdict.unlocks)
        found.compare("regenerable", before.regenerable, verdict.regenerable)
        found.compare("pins", before.pins, verdict.pins)
        found.compare("volatility", before.volatility, verdict.volatility)
    }

    /// Moments are compared by the coarser of the two: a reach may give whole seconds only.
    private static func isSameMoment(_ one: Int64, _ two: Int64) -> Bool {
        for unit in [Int64(1_000_000_000), 1_000_000, 1000] {
            if one % unit == 0 || two % unit == 0 { return one / unit == two / unit }
        }
        return one == two
    }
}

extension ItemDigest {
    /// A keyed digest says nothing about an open one.
    func isComparable(with other: ItemDigest) -> Bool {
        switch (self, other) {
        case (.open, .open), (.keyed, .keyed): true
        case (.open, .keyed), (.keyed, .open): false
        }
    }
}

extension Rollup: Identified {
    var key: PathKey { PathKey(place: place, root: root, path: path) }
    var weight: ItemClass { itemClass }

    func fields(differingFrom before: Rollup) -> [String] {
        var found = FieldNames()
        found.compare("class", before.itemClass, itemClass)
        found.compare("files", before.files, files)
        found.compare("folders", before.folders, folders)
        found.compare("other", before.other, other)
        found.compare("bytes", before.bytes, bytes)
        found.compare("digest", before.digest, digest)
        found.compare("recipe", before.recipe, recipe)
        return found.sorted
    }
}

extension Service: Identified {
    var key: String { id }
    var weight: ItemClass { holdsState == true ? .state : .config }

    func fields(differingFrom before: Service) -> [String] {
        var found = FieldNames()
        found.compare("kinds", before.kinds, kinds)
        found.compare("image", before.image, image)
        found.compare("image_digest", before.imageDigest, imageDigest)
        found.compare("build", before.build, build)
        found.compare("environment", before.environment, environment)
        found.compare("environment_from", before.environmentFrom, environmentFrom)
        found.compare("ports", before.ports, ports)
        found.compare("stores", before.stores, stores)
        found.compare("mounts", before.mounts, mounts)
        found.compare("entrypoint", before.entrypoint, entrypoint)
        found.compare("command", before.command, command)
        found.compare("working_folder", before.workingFolder, workingFolder)
        found.compare("user", before.user, user)
        found.compare("networks", before.networks, networks)
        found.compare("aliases", before.aliases, aliases)
        compareRun(before, &found)
        return found.sorted
    }

    private func compareRun(_ before: Service, _ found: inout FieldNames) {
        found.compare("restart", before.restart, restart)
        found.compare("restart_limited", before.restartIsLimited, restartIsLimited)
        found.compare("health", before.health, health)
        found.compare("supervisors", before.supervisors, supervisors)
        found.compare("schedule", before.schedule, schedule)
        found.compare("enabled", before.isEnabled, isEnabled)
        found.compare("variant", before.isVariant, isVariant)
        found.compare("defined_in", before.definedIn, definedIn)
        found.compare("profiles", before.profiles, profiles)
        found.compare("holds_state", before.holdsState, holdsState)
    }
}

extension Store: Identified {
    var key: String { id }
    var weight: ItemClass { itemClass }

    func fields(differingFrom before: Store) -> [String] {
        var found = FieldNames()
        found.compare("kind", before.kind, kind)
        found.compare("path", before.path, path)
        found.compare("engine", before.engine, engine)
        found.compare("version", before.version, version)
        found.compare("bytes", before.bytes, bytes)
        found.compare("class", before.itemClass, itemClass)
        found.compare("within", before.within, within)
        found.compare("keystones", before.keystones, keystones)
        return found.sorted
    }
}

extension Dependency: Identified {
    var key: EdgeKey { EdgeKey(self) }
    var weight: ItemClass { .config }

    func fields(differingFrom before: Dependency) -> [String] {
        var found = FieldNames()
        found.compare("strength", before.strength, strength)
        found.compare("condition", before.condition, condition)
        return found.sorted
    }
}
