public import Knowledge
public import Vocabulary

/// What the texts of a place tell about what runs there.
public struct Discovered: Sendable {
    /// Services, external endpoints included.
    public var services: [Service] = []
    /// Stores they define.
    public var stores: [Store] = []
    /// What needs what.
    public var dependencies: [Dependency] = []
    /// Paths that were named, and by whom.
    public var mentions: [Mention] = []
    /// Files that set a variable which unlocks a store.
    public var keystones: [Keystone] = []
    /// What could not be read.
    public var problems: [Problem] = []
    /// Addresses of the place itself that files name and no file says who answers.
    public var ownAddresses: [OwnAddress] = []

    /// A port of the place's own network that a service was told to ask.
    public struct OwnAddress: Hashable, Sendable {
        /// Id of the service.
        public let service: String
        /// The port.
        public let port: Int
        /// Where it is named.
        public let evidence: Evidence
    }

    /// A file that sets a variable without which a store cannot be read.
    public struct Keystone: Hashable, Sendable {
        /// Absolute path of the file.
        public let file: PathBytes
        /// Id of the store.
        public let store: String
        /// Name of the variable, or of the file's role.
        public let variable: String

        /// A file and the store it unlocks.
        public init(file: PathBytes, store: String, variable: String) {
            self.file = file
            self.store = store
            self.variable = variable
        }
    }
}

/// Finds what runs, or would run, from texts alone: nothing is executed and nothing is connected.
public enum Discovery {
    /// Everything the documents of a place tell.
    public static func discover(_ scanned: any Documents, playbooks: Playbooks) -> Discovered {
        let documents = RootedDocuments(scanned)
        var problems: [Problem] = []
        let compose = ComposeServices.discover(in: documents, playbooks: playbooks)
        problems += compose.problems
        let reader = UnitReader(documents: documents, playbooks: playbooks)
        let units = reader.units()
        problems += units.problems
        let pairs = units.units.map { (unit: $0, draft: reader.draft($0)) }
        let schedules = ScheduleReader(documents: documents).drafts()
        problems += schedules.problems
        let recipes = ImageRecipes(documents: documents, playbooks: playbooks)
        var drafts = recipes.told(compose.drafts) + pairs.map(\.draft) + schedules.drafts
        drafts += PeriodicJobs(documents: documents).drafts()
        drafts += ToolServers(documents: documents).drafts()
        drafts += ProcessLists(documents: documents).drafts()
        drafts = Scripts(documents: documents).followed(drafts)
        drafts = ConfigurationFiles(documents: documents, playbooks: playbooks).attached(drafts)
        for index in drafts.indices
        where drafts[index].networks.contains("host") && !drafts[index].service.name.contains("@.")
        {
            drafts[index].listens.formUnion(ListeningPorts.named(by: drafts[index].leaves))
        }
        var out = assemble(
            drafts, UnitEdges(documents: documents).edges(pairs), documents, playbooks, problems)
        out.mentions += compose.mentions
        return out
    }

    private static func assemble(
        _ drafts: [ServiceDraft], _ unitEdges: [Dependency], _ documents: any Documents,
        _ playbooks: Playbooks, _ problems: [Problem]
    ) -> Discovered {
        var drafts = drafts
        let control = Controls(documents: documents).resolve(&drafts)
        let served = ServedHosts.find(drafts, documents)
        var resolver = Resolver(
            drafts, playbooks: playbooks, documents: documents, ownHosts: served)
        let resolved = resolver.resolve(place: documents.place)
        StateVerdict(documents: documents, playbooks: playbooks).decide(&drafts)
        var out = Discovered()
        out.ownAddresses = resolver.ownAddresses
        out.problems = problems + NotUnderstood.problems(documents)
        out.services = (drafts.map(\.service) + resolved.externals).map { service in
            var service = service
            service.evidence = Array(Set(service.evidence)).sorted()
            return service
        }
        out.stores = merged(drafts.flatMap(\.stores))
        out.dependencies = Edges.joined(
            drafts.flatMap(\.dependencies) + unitEdges + control + resolved.dependencies
                + LabelledRoutes(drafts, documents).edges())
        out.mentions = drafts.flatMap(\.mentions).map { mention in
            var mention = mention
            mention.path = documents.placed(mention.path)
            return mention
        }
        out.keystones = Keystones.find(drafts, playbooks: playbooks)
        return out
    }

    /// One store for each id: several services may mount one.
    private static func merged(_ stores: [Store]) -> [Store] {
        Dictionary(grouping: stores, by: \.id).values.map { same in
            var store = same[0]
            store.evidence = Array(Set(same.flatMap(\.evidence))).sorted()
            store.engine = same.compactMap(\.engine).min()
            store.itemClass = same.map(\.itemClass).max() ?? store.itemClass
            return store
        }.sorted { $0.id < $1.id }
    }
}

/// Joins several sources of one edge.
public enum Edges {
    /// One dependency for each pair and kind, with all its evidence; hard wins over soft.
    public static func joined(_ all: [Dependency]) -> [Dependency] {
        let groups = Dictionary(grouping: all) { [$0.from, $0.to, $0.kind.rawValue] }
        return groups.values.map { same in
            var edge = same[0]
            edge.strength = same.contains { $0.strength == .hard } ? .hard : .soft
            edge.condition = same.compactMap(\.condition).max { rank($0) < rank($1) }
            edge.evidence = Array(Set(same.flatMap(\.evidence))).sorted()
            return edge
        }.sorted { ($0.from, $0.to, $0.kind.rawValue) < ($1.from, $1.to, $1.kind.rawValue) }
    }

    private static func rank(_ condition: String) -> Int {
        ["started": 0, "healthy": 1, "completed": 2][condition] ?? 0
    }
}
