const settings = {
    "minecraft_version": "1.21.6",
    "host": "127.0.0.1",
    "port": 25565,
    "auth": "offline",
    "base_profile": "assistant",
    "profiles": [
        "./profiles/obsidia.json",
        "./profiles/old_tuff.json",
    ],
    "load_memory": true,
    "init_message": "",
    "only_chat_with": [],
    "allow_insecure_coding": false,
    "relevant_docs_count": 5,
    "max_messages": 15,
    "num_examples": 2,
}
export default settings;
