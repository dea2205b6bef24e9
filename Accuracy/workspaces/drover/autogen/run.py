import asyncio, json
from autogen_agentchat.teams import RoundRobinGroupChat
team = RoundRobinGroupChat.load_component(json.load(open("team.json")))
async def main():
    await team.run(task=open("morning.txt").read())
    json.dump(await team.save_state(), open("team_state.json", "w"))
asyncio.run(main())
