import Vocabulary

/// What the names of mounted paths tell.
enum ComposeMountWords {
    private static let caches: Set<String> = [
        "node_modules", ".cache", "cache", "caches", ".npm", ".yarn", ".pnpm-store", ".uv_cache",
        "__pycache__", ".venv", "venv", ".next", ".nuxt", ".m2", ".gradle", ".cargo", "huggingface",
        "hf-cache", ".hf-cache", "tmp", "temp", "logs", "log", ".terraform", ".rustup", "ccache",
        "pip-cache", "npm-cache", "target", "bower_components", "torch_cache",
    ]

    /// Whether a folder of the place is named as what is fetched, built or only told.
    static func isCacheFolder(_ path: PathBytes) -> Bool {
        caches.contains(path.name.text.lowercased()) || path.name.text.hasSuffix("-cache")
    }

    /// Whether a path of a container ends in, or leads through, what is fetched, built or only told.
    static func isCache(_ path: String) -> Bool {
        let segments = path.lowercased().split(separator: "/").map(String.init)
        guard let last = segments.last else { return false }
        if path.hasPrefix("/run/") || path.hasPrefix("/var/run/") || path.hasPrefix("/tmp/") {
            return true
        }
        return caches.contains(last) || last.hasSuffix("-cache") || last.hasSuffix("_cache")
            || segments.dropLast().contains {
                ["node_modules", ".cache", ".npm", "huggingface", "__pycache__"].contains($0)
            }
    }

    /// Whether a variable's name is one that tells libraries where to keep what they fetch.
    static func fetches(_ name: String) -> Bool {
        [
            "HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "TRANSFORMERS_CACHE", "TORCH_HOME",
            "SENTENCE_TRANSFORMERS_HOME", "XDG_CACHE_HOME", "PIP_CACHE_DIR", "UV_CACHE_DIR",
            "NLTK_DATA", "FASTEMBED_CACHE_PATH", "MODELSCOPE_CACHE", "VLLM_CACHE_ROOT",
        ].contains(name)
    }

    /// Whether a path of a container is where certificates are kept that are issued again.
    static func areCertificates(_ path: String) -> Bool {
        path.lowercased().split(separator: "/").last.map {
            ["acme", "letsencrypt", "certs", "certificates", "acme.json", "certbot"].contains($0)
        } ?? false
    }

    /// Whether a path is where models lie.
    static func areModels(_ path: String) -> Bool {
        path.lowercased().split(separator: "/").contains {
            ["models", "model", "weights", "checkpoints", "loras", "modelos"].contains($0)
        }
    }

    /// Whether a folder's name is one that program text has.
    static func isSource(_ name: String) -> Bool {
        [
            "src", "app", "source", "lib", "backend", "frontend", "server", "client", "public",
            "static", "templates", "scripts", "web", "api", "code", "pkg", "cmd", "internal",
        ].contains(name.lowercased())
    }

    /// Whether a file is program text, and no configuration.
    static func isProgram(_ path: PathBytes) -> Bool {
        let name = path.name.text
        let endings = [
            ".py", ".js", ".ts", ".mjs", ".tsx", ".jsx", ".go", ".rs", ".rb", ".php", ".java",
            ".kt", ".cs", ".ex", ".html", ".vue", ".svelte",
        ]
        return name == "package.json" || endings.contains { name.hasSuffix($0) }
    }
}
