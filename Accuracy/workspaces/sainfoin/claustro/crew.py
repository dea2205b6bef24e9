from crewai import Agent, Crew, Process, Task
from crewai.project import CrewBase, agent, crew, task

from claustro.alumnado import ficha
from claustro.nucleo import recuerdos


@CrewBase
class Claustro:
    """Tres profesores y una tutora. Los textos están en equipo/."""

    agents_config = "../equipo/profesorado.yaml"
    tasks_config = "../equipo/encargos.yaml"

    @agent
    def tutora(self) -> Agent:
        return Agent(config=self.agents_config["tutora"], backstory_extra=recuerdos(), memory=True)

    @agent
    def matematicas(self) -> Agent:
        return Agent(config=self.agents_config["matematicas"])

    @agent
    def lengua(self) -> Agent:
        return Agent(config=self.agents_config["lengua"])

    @task
    def clase(self) -> Task:
        return Task(config=self.tasks_config["clase"], context=[ficha()])

    @crew
    def crew(self) -> Crew:
        return Crew(agents=self.agents, tasks=self.tasks, process=Process.hierarchical, memory=True)
