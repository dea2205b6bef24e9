DOMAIN = "extended_openai_conversation"
DEFAULT_PROMPT = """I want you to act as smart home manager of Home Assistant.
I will provide information of smart home along with a question.
"""
