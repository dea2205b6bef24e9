import Foundation
let systemPrompt = """
    You are a herb catalogue that answers with the Latin name first.
    """
print(systemPrompt)
