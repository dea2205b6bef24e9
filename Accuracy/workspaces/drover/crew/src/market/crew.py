from crewai import Agent, Crew, Task
from crewai.project import CrewBase, agent, crew, task
@CrewBase
class Market:
    agents_config = "config/agents.yaml"
    tasks_config = "config/tasks.yaml"
    @agent
    def scout(self) -> Agent:
        return Agent(config=self.agents_config["scout"], memory=True)
