import Formats

/// Tells programs that speak to a model from others.
enum ModelSpeech {
    /// Whether the program holds two of the words that go with talking to a model.
    static func isIn(_ bytes: [UInt8]) -> Bool {
        let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
        return modelWords.count { lower.holds(Array($0.utf8)) } >= 2
            || libraries.contains { lower.holds($0) } || PromptCarriers.startsAgent(in: bytes)
    }

    /// Libraries and addresses that only a program that speaks to a model uses.
    private static let libraries = [
        "import openai", "from openai", "import anthropic", "from anthropic", "letta_client",
        "letta-client", "@anthropic-ai/", "import ollama", "from ollama", "import litellm",
        "from litellm", "from langchain", "from langgraph", "from crewai", "import crewai",
        "autogen", "pydantic_ai", "smolagents", "llama_index", "google.generativeai",
        "google.genai", "@google/genai", "from groq", "from mistralai", "semantic_kernel",
        "import dspy", "/chat/completions", "/api/generate", "/v1/messages",
        "from \"ai\"", "from 'ai'", "@ai-sdk/", "mastra", "from agents import",
    ].map { Array($0.utf8) }

    private static let modelWords = [
        "claude", "openai", "anthropic", "ollama", "llm", "gpt", "prompt", "system", "messages",
        "chat", "completion", "model", "letta", "gemini", "mistral", "llama", "codex", "agent",
        "openrouter", "langchain", "llama_index", "assistant",
    ]
}
