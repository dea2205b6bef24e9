from pathlib import Path
from crewai import Agent, Crew, Process, Task
from crewai.project import CrewBase, agent, crew, task

CREWS = Path("/app/crews")
STYLE = (CREWS / "house_style.md").read_text()

@CrewBase
class Newsletter:
    agents_config = str(CREWS / "newsletter/config/agents.yaml")
    tasks_config = str(CREWS / "newsletter/config/tasks.yaml")

    @agent
    def scout(self) -> Agent:
        return Agent(config=self.agents_config["scout"], verbose=False)

    @agent
    def editor(self) -> Agent:
        conf = dict(self.agents_config["editor"])
        conf["backstory"] += STYLE
        return Agent(config=conf)

    @task
    def scout_task(self) -> Task:
        return Task(config=self.tasks_config["scout_task"])

    @task
    def edit_task(self) -> Task:
        return Task(config=self.tasks_config["edit_task"])

    @crew
    def crew(self) -> Crew:
        return Crew(agents=self.agents, tasks=self.tasks, process=Process.sequential, memory=True)
