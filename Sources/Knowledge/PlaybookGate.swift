/// A rule that shuts ways to the target for certain versions of an image, with its reason.
public struct PlaybookGate: Equatable, Sendable {
    /// When the rule applies.
    public enum Condition: Equatable, Sendable {
        /// The version is above this one, compared number by number over the numbers given.
        case above(String)
        /// The version is unknown: no tag, or one without a number.
        case unknownVersion
        /// The tag holds this word between dashes.
        case tagWord(String)
        /// Whatever the version.
        case always
    }

    /// When.
    public var when: Condition
    /// Strategies it shuts.
    public var shuts: [String]
    /// Whether the bytes of the store may not be copied: a logical dump is needed.
    public var logicalOnly: Bool
    /// Why.
    public var because: String
    /// Where the fact comes from.
    public var source: String

    /// A gate.
    public init(
        when: Condition, shuts: [String], logicalOnly: Bool = false, because: String,
        source: String = ""
    ) {
        self.when = when
        self.shuts = shuts
        self.logicalOnly = logicalOnly
        self.because = because
        self.source = source
    }

    /// Whether it applies to an image's tag, as `ImageReference` reads it.
    public func applies(to image: ImageReference) -> Bool {
        switch when {
        case .always: true
        case .unknownVersion: image.version.isEmpty
        case .tagWord(let word):
            image.tag?.split(separator: "-").contains { $0.hasPrefix(word) } ?? false
        case .above(let limit): Self.isAbove(image.version, limit: limit)
        }
    }

    /// Whether a version is above a limit, by as many numbers as the limit has.
    public static func isAbove(_ version: [Int], limit: String) -> Bool {
        guard !version.isEmpty else { return false }
        let numbers = limit.split(separator: ".").compactMap { Int($0) }
        for (index, number) in numbers.enumerated() {
            guard index < version.count else { return false }
            if version[index] != number { return version[index] > number }
        }
        return false
    }
}
