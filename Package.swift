// swift-tools-version: 6.2
import PackageDescription

/// Settings every room shares: Swift 6 mode (from the tools version), warnings as errors,
/// and the upcoming features that make imports and existentials say what they are.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// One room of the house: a module that may import only the rooms listed here and below them.
func room(
    _ name: String, _ below: [String], resources: [Resource] = [], exclude: [String] = [],
    linked: [String] = []
) -> Target {
    .target(
        name: name, dependencies: below.map { .init(stringLiteral: $0) }, exclude: exclude,
        resources: resources, swiftSettings: house,
        linkerSettings: linked.map { .linkedLibrary($0) })
}

/// The tests of one room; they may use everything the room may.
func tests(_ name: String, _ rooms: [String], exclude: [String] = []) -> Target {
    .testTarget(
        name: name, dependencies: rooms.map { .init(stringLiteral: $0) }, exclude: exclude,
        swiftSettings: house)
}

let package = Package(
    name: "bedplate",
    products: [
        .executable(name: "bedplate", targets: ["bedplate"]),
        .executable(name: "bedplate-probe", targets: ["bedplate-probe"]),
        .library(name: "Bedplate", targets: ["Survey", "Planning", "Holes", "History"]),
    ],
    targets: [
        // C libraries of the system, and the few calls the Glibc module lacks.
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(
            name: "CSSH2", pkgConfig: "libssh2", providers: [.apt(["libssh2-1-dev"])]),
        .target(name: "CLinux"),
        .target(name: "CText"),

        // Ground.
        room("Vocabulary", ["CCrypto"], linked: ["m"]),
        room("Formats", ["Vocabulary", "CYAML", "CText"]),

        // Thinking: pure.
        room("Knowledge", ["Formats", "Vocabulary"], resources: [.embedInCode("Declarations")]),
        room("Policies", ["Formats", "Vocabulary"]),
        room("Topology", ["Vocabulary"]),
        room("Recognition", ["Knowledge", "Formats", "Vocabulary"]),
        room("Services", ["Knowledge", "Formats", "Vocabulary"]),
        room("Holes", ["Topology", "Policies", "Knowledge", "Vocabulary"]),
        room("Planning", ["Topology", "Policies", "Knowledge", "Formats", "Vocabulary"]),

        // Telling.
        room("Faces", ["Planning", "Holes", "Topology", "Vocabulary"]),

        // Acting.
        room("Places", ["Vocabulary", "CLinux"]),
        room("Distance", ["Places", "Formats", "Vocabulary", "CSSH2"]),
        room("Trust", ["Places", "Planning", "Holes", "Formats", "Vocabulary"]),
        room("History", ["Vocabulary", "CSQLite"]),
        room(
            "Survey", ["Places", "Recognition", "Services", "Knowledge", "Formats", "Vocabulary"]),
        room("Execution", ["Planning", "Places", "Knowledge", "Vocabulary"]),
        room("Console", []),
        room(
            "Commands",
            [
                "Console", "Survey", "History", "Execution", "Trust", "Distance", "Places", "Faces",
                "Planning",
                "Holes", "Policies",
                "Topology", "Recognition", "Services", "Knowledge", "Formats", "Vocabulary",
            ]),
        .executableTarget(name: "bedplate", dependencies: ["Commands"], swiftSettings: house),
        .executableTarget(
            name: "bedplate-probe", dependencies: ["Places", "Vocabulary"], swiftSettings: house),

        tests("HouseTests", []),
        // Damages texts at random, the same way for the same seed.
        .target(name: "Damage", path: "Tests/Damage", swiftSettings: house),
        // What our reader makes of a compose file, for Tests/compose-agreement.py; no product.
        .executableTarget(
            name: "compose-dump", dependencies: ["Formats", "Vocabulary"],
            path: "Tools/compose-dump", swiftSettings: house),

        // Not shipped: measures what Benchmarks/run.sh sets beside the C floor.
        .executableTarget(
            name: "scan-benchmark",
            dependencies: [
                "History", "Places", "Survey", "Recognition", "Knowledge", "Vocabulary",
            ],
            path: "Benchmarks/scan-benchmark", swiftSettings: house),
        // Not shipped: measures what Benchmarks/distance.py sets beside find(1) over ssh(1).
        .executableTarget(
            name: "distance-benchmark", dependencies: ["Distance", "Places", "Vocabulary"],
            path: "Benchmarks/distance-benchmark", swiftSettings: house),

        tests("VocabularyTests", ["Vocabulary"]),
        tests("KnowledgeTests", ["Knowledge", "Formats", "Vocabulary"]),
        tests("RecognitionTests", ["Recognition", "Knowledge", "Vocabulary"]),
        tests("ServicesTests", ["Services", "Knowledge", "Formats", "Vocabulary"]),
        tests("ComposeTests", ["Services", "Knowledge", "Formats", "Vocabulary"]),
        tests("PlanningTests", ["Planning", "Knowledge", "Topology", "Vocabulary"]),
        tests("PlaybookRoundTrips", ["Planning", "Knowledge", "Vocabulary"]),
        tests("FormatsTests", ["Formats", "Vocabulary", "Damage"]),
        tests("TopologyTests", ["Topology", "Vocabulary"]),
        tests("PoliciesTests", ["Policies", "Formats", "Vocabulary", "Damage"]),
        tests("HolesTests", ["Holes", "Topology", "Policies", "Knowledge", "Vocabulary"]),
        tests(
            "FacesTests", ["Faces", "Holes", "Topology", "Policies", "Vocabulary"],
            exclude: ["Golden"]),
        tests("ConsoleTests", ["Console"]),
        tests("PlacesTests", ["Places", "Vocabulary", "CLinux"]),
        tests("ExecutionTests", ["Execution", "Planning", "Places", "Vocabulary"]),
        tests(
            "SurveyTests", ["Survey", "Holes", "Faces", "History", "Places", "Vocabulary"]),
        tests(
            "DistanceTests",
            [
                "Distance", "Places", "Survey", "Recognition", "Knowledge", "Formats", "Vocabulary",
                "bedplate", "bedplate-probe", "Damage",
            ]),
        tests("TrustTests", ["Trust", "Places", "Planning", "Holes", "Vocabulary"]),
        tests("HistoryTests", ["History", "Vocabulary", "history-writer"]),
        .executableTarget(
            name: "history-writer", dependencies: ["History", "Vocabulary"],
            path: "Tests/history-writer", swiftSettings: house),
        tests("WalkTests", ["Places", "Vocabulary", "CLinux", "walk-once"]),
        .executableTarget(
            name: "walk-once", dependencies: ["Places", "Vocabulary"], path: "Tests/walk-once",
            swiftSettings: house),
    ]
)
