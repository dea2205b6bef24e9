import Vocabulary

/// Which files, by their names, set a program up.
enum ConfigurationNames {
    private static let endings = [
        ".yaml", ".yml", ".json", ".toml", ".conf", ".cfg", ".ini", ".json5", ".jsonc", ".cnf",
        ".properties", ".xml", ".vcl", ".alloy", ".river", ".hcl", ".conf.template",
    ]

    /// Whether a name has the form of configuration at all.
    static func hasForm(_ name: String) -> Bool {
        let lower = name.lowercased()
        return endings.contains { lower.hasSuffix($0) } || isCaddy(lower) || isArray(lower)
            || isRegistry(lower)
    }

    /// Whether a name, in lower case, is that of settings kept as an array of PHP.
    private static func isArray(_ name: String) -> Bool {
        guard name.hasSuffix(".php") else { return false }
        return ["config", "settings", "localsettings", "local", "env", "parameters"].contains {
            name.dropLast(4).split { $0 == "." || $0 == "-" || $0 == "_" }.last == $0[...]
        }
    }

    /// Whether a name, in lower case, is that of the registry in which Home Assistant keeps how its
    /// integrations were set up.
    static func isRegistry(_ name: String) -> Bool { name == "core.config_entries" }

    /// Whether a name, in lower case, is a Caddyfile's.
    static func isCaddy(_ name: String) -> Bool {
        name == "caddyfile" || name.hasPrefix("caddyfile.") || name.hasSuffix(".caddy")
            || name.hasSuffix(".caddyfile")
    }

    /// Whether a file near a program is likely to be read by it, and not by its developer's tools.
    static func setsUp(_ path: PathBytes, below folder: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        guard hasForm(name), !Copies.isNamed(path.name), !isTooling(path, below: folder) else {
            return false
        }
        guard name.hasSuffix(".json") else { return true }
        return !states.contains { name.contains($0) }
    }

    /// Whether a file by one of the names that applications use for their configuration.
    static func isApplications(_ path: PathBytes, below folder: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        let stem = name.split { $0 == "." || $0 == "-" || $0 == "_" }.first.map(String.init) ?? name
        return stems.contains(stem) && hasForm(name) && !Copies.isNamed(path.name)
            && !isTooling(path, below: folder)
    }

    private static let stems: Set<String> = [
        "config", "settings", "application", "appsettings", "app", "default", "production",
        "nginx", "caddyfile", "prometheus", "server", "conf", "configuration", "service",
        "services", "haproxy", "traefik", "httpd", "gateway", "agent", "agents", "mcp",
    ]

    /// JSON that programs write, not people.
    private static let states = [
        "state", "session", "history", "cache", "lock", "manifest", "index", "token", "queue",
        "cursor", "offset", "seen", "log", "snapshot", "backup", "result", "report",
        "fixture", "dashboard", "acme",
    ]

    private static let toolingNames: Set<String> = [
        "package.json", "tsconfig.json", "composer.json", "angular.json", "nest-cli.json",
        "pyproject.toml", "cargo.toml", "mkdocs.yml", "jobs.json", "setup.cfg", "tox.ini",
        "pytest.ini", "mypy.ini", "renovate.json", "dependabot.yml", "codecov.yml", "vercel.json",
        "netlify.toml", "fly.toml", "render.yaml", "chart.yaml", "openapi.yaml", "openapi.json",
        "swagger.json", "lerna.json", "turbo.json", "biome.json", "pipfile", "pom.xml",
        "taskfile.yml", "uv.toml", "poetry.toml", "pnpm-workspace.yaml", "docker-bake.hcl",
    ]

    /// Configuration of tools that build, test or publish.
    private static func isTooling(_ path: PathBytes, below folder: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        if toolingNames.contains(name) || name.first == "." && !name.hasPrefix(".env") {
            return true
        }
        if ComposeSources.isNamed(name) || name.hasSuffix("-lock.json")
            || name.hasPrefix("tsconfig") || name.hasSuffix("lock.yaml")
        {
            return true
        }
        let inside = path.bytes.dropFirst(folder.bytes.count).split(separator: UInt8(ascii: "/"))
        return inside.dropLast().contains { segment in
            toolingFolders.contains { segment.elementsEqual($0.utf8) }
        }
    }

    private static let toolingFolders = [
        ".github", ".gitlab", ".circleci", ".vscode", "test", "tests", "dashboards", "locales",
        "i18n",
    ]
}
