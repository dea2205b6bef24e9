from crewai import Agent, Crew, Task
from crewai.project import CrewBase, agent, crew, task


@CrewBase
class Desk:
    agents_config = "config/agents.yaml"
    tasks_config = "config/tasks.yaml"

    @agent
    def counter(self) -> Agent:
        return Agent(config=self.agents_config["counter"], memory=True)

    @task
    def reply(self) -> Task:
        return Task(config=self.tasks_config["reply"])

    @crew
    def crew(self) -> Crew:
        return Crew(agents=self.agents, tasks=self.tasks, memory=True)
