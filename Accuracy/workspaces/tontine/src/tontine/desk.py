import json
from autogen_agentchat.teams import RoundRobinGroupChat

def team(model_client):
    spec = json.load(open('/app/crews/teams/readers_desk.json'))
    for p in spec['config']['participants']:
        p['config']['model_client'] = model_client.dump_component().model_dump()
    return RoundRobinGroupChat.load_component(spec)
