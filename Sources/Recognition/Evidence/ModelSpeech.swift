import Formats

/// Tells programs that speak to a model from others.
enum ModelSpeech {
    /// Whether the program holds two of the words that go with talking to a model.
    static func isIn(_ bytes: [UInt8]) -> Bool {
        modelWords.isFound(2, in: bytes.span) || libraries.isFound(in: bytes.span)
            || PromptCarriers.startsAgent(in: bytes)
    }

    /// Whether the program takes in a library that only such programs use.
    static func usesLibrary(_ bytes: [UInt8]) -> Bool { libraries.isFound(in: bytes.span) }

    /// Libraries and addresses that only a program that speaks to a model uses.
    static let libraryNames = [
        "import openai", "from openai", "import anthropic", "from anthropic", "letta_client",
        "letta-client", "@anthropic-ai/", "import ollama", "from ollama", "import litellm",
        "from litellm", "from langchain", "from langgraph", "from crewai", "import crewai",
        "autogen", "pydantic_ai", "smolagents", "llama_index", "google.generativeai",
        "google.genai", "@google/genai", "from groq", "from mistralai", "semantic_kernel",
        "import dspy", "/chat/completions", "/api/generate", "/v1/messages",
        "from \"ai\"", "from 'ai'", "@ai-sdk/", "mastra", "from agents import",
    ]
    private static let libraries = WordFinder(libraryNames, ignoringCase: true)

    /// What of each of them few other programs hold: every program begins with `import` or `from`.
    static let libraryMarks = libraryNames.map { name in
        ["import ", "from "].first(where: name.hasPrefix).map { String(name.dropFirst($0.count)) }
            ?? name
    }

    private static let modelWords = WordFinder(
        [
            "claude", "openai", "anthropic", "ollama", "llm", "gpt", "prompt", "system", "messages",
            "chat", "completion", "model", "letta", "gemini", "mistral", "llama", "codex", "agent",
            "openrouter", "langchain", "llama_index", "assistant",
        ], ignoringCase: true)
}
