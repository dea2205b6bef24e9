public import Formats
public import Knowledge
public import Vocabulary

/// Finds the compose projects of a place and tells their services as drafts.
public enum ComposeServices {
    /// What was found.
    public struct Found: Sendable {
        /// Services with their values, stores, declared dependencies and mentions.
        public var drafts: [ServiceDraft] = []
        /// Mentions that belong to no single service: the files that define a project.
        public var mentions: [Mention] = []
        /// What was wrong, located.
        public var problems: [Problem] = []
        /// Projects as they were read; values must not leave the room.
        public var projects: [(group: String, project: ComposeProject)] = []
    }

    /// The services of every compose file among the documents.
    public static func discover(
        in documents: any Documents, playbooks: Playbooks
    ) -> Found {
        var found = Found()
        let named = ComposeGroups.named(projects(in: documents))
        for (group, source, project) in named {
            let context = ComposeContext(
                group: group, source: source, project: project, documents: documents,
                playbooks: playbooks)
            found.drafts += context.drafts()
            found.mentions += context.definitionMentions()
            found.problems += project.problems.map { problem(of: $0, place: documents.place) }
            found.projects.append((group, project))
        }
        found.problems = Set(found.problems).sorted()
        return found
    }

    /// Reached projects first, then each file that none of them read as a variant.
    private static func projects(
        in documents: any Documents
    ) -> [(source: ComposeSource, project: ComposeProject)] {
        let sources = ComposeSources(documents)
        var found = withoutIncluded(sources.reached().map { ($0, load($0, documents)) })
        var known = Set(found.flatMap(\.1.read))
        let alone = sources.candidates.filter { !known.contains($0) }
            .map { sources.variant($0) }.map { ($0, load($0, documents)) }
        for (source, project) in alone {
            known.formUnion(project.read.filter { !source.files.contains($0) })
        }
        found += alone.filter { source, _ in !source.files.contains(where: known.contains) }
        return found.filter { !$0.1.services.isEmpty || !$0.1.problems.isEmpty }
    }

    /// A folder's own project that another one includes is a part of that one.
    private static func withoutIncluded(
        _ all: [(source: ComposeSource, project: ComposeProject)]
    ) -> [(source: ComposeSource, project: ComposeProject)] {
        all.filter { part in
            !part.source.isDefault
                || !all.contains { whole in
                    whole.source != part.source
                        && part.source.files.allSatisfy(whole.project.read.contains)
                        && !whole.source.files.contains(where: part.source.files.contains)
                        && !part.project.read.contains(where: whole.source.files.contains)
                        && part.project.services.allSatisfy {
                            whole.project.service($0.name) != nil
                        }
                }
        }
    }

    private static func load(
        _ source: ComposeSource, _ documents: any Documents
    ) -> ComposeProject {
        Compose.load(
            source.files, in: documents, folder: source.folder, name: source.name,
            home: home(of: source.folder, documents), start: source.start)
    }

    /// The home of whoever would run compose: the owner of the place, else of the folder's path.
    private static func home(
        of folder: PathBytes, _ documents: any Documents
    ) -> PathBytes? {
        let segments = folder.text.split(separator: "/").map(String.init)
        let owner = documents.owner ?? (segments.first == "root" ? "root" : nil)
        if let owner { return PathBytes(owner == "root" ? "/root" : "/home/" + owner) }
        guard segments.count > 1, segments[0] == "home" else { return nil }
        return PathBytes("/home/" + segments[1])
    }

    private static func problem(of problem: ComposeProblem, place: String) -> Problem {
        let at = "line \(problem.origin.line) column \(problem.origin.column)"
        return Problem(
            place: place, path: problem.origin.file, what: "\(problem.message), \(at)",
            code: "compose")
    }
}

/// Names the groups of projects, so that no two on a place are called the same.
enum ComposeGroups {
    typealias Read = (source: ComposeSource, project: ComposeProject)

    /// Each project with its group; the later by root path of two alike gets a mark of its own.
    static func named(
        _ projects: [Read]
    ) -> [(group: String, source: ComposeSource, project: ComposeProject)] {
        let order = projects.indices.sorted { key(projects[$0]) < key(projects[$1]) }
        var taken: Set<String> = []
        var groups: [Int: String] = [:]
        for index in order {
            let (source, project) = projects[index]
            var group = source.group(projectName: project.name)
            if taken.contains(group) { group += "~" + mark(source.folder) }
            if taken.contains(group), let file = source.files.first {
                group = source.group(projectName: project.name) + "~" + mark(file)
            }
            taken.insert(group)
            groups[index] = group
        }
        return projects.indices.map {
            (groups[$0] ?? "", projects[$0].source, projects[$0].project)
        }
    }

    /// Projects before variants, by folder, a folder's own project before a script's, by file.
    private static func key(_ read: Read) -> SortKey {
        SortKey(
            rank: (read.source.isVariant ? 2 : 0) + (read.source.isDefault ? 0 : 1),
            folder: read.source.folder, file: read.source.files.first ?? read.source.folder)
    }

    private static func mark(_ path: PathBytes) -> String {
        String(SHA256.digest(path.bytes).hexadecimal.prefix(8))
    }

    private struct SortKey: Comparable {
        let rank: Int
        let folder: PathBytes
        let file: PathBytes

        static func < (left: SortKey, right: SortKey) -> Bool {
            if left.folder != right.folder { return left.folder < right.folder }
            return (left.rank, left.file) < (right.rank, right.file)
        }
    }
}
