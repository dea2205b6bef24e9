extension ComposeBuilder {
    /// The health check; nil where the compose file says nothing of one.
    func health(_ node: ComposeNode?) -> ComposeHealth? {
        guard let node, node.isMap else { return nil }
        let test = (node["test"]?.elements ?? []).compactMap(\.string)
        return ComposeHealth(
            test: test, isDisabled: node["disable"]?.flag ?? false || test.first == "NONE",
            interval: Self.seconds(node["interval"]), timeout: Self.seconds(node["timeout"]),
            retries: node["retries"]?.integer, startPeriod: Self.seconds(node["start_period"]),
            origin: node.origin)
    }

    /// Whole seconds of a duration such as `1h30m`, `90s`, `500ms` (rounded up); nil for none.
    static func seconds(_ node: ComposeNode?) -> Int? {
        guard let text = node?.string else { return nil }
        var (total, rest) = (0.0, text[...])
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            let unit = rest.dropFirst(digits.count).prefix { $0.isLetter }
            guard let amount = Double(digits), let size = sizes[String(unit)] else { return nil }
            total += amount * size
            rest = rest.dropFirst(digits.count + unit.count)
        }
        guard total < 1e12 else { return nil }
        return Int(total.rounded(.up))
    }

    private static let sizes: [String: Double] = [
        "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "d": 86400,
        "w": 604_800, "": 1,
    ]
}
