from crewai import Agent, Crew, Process, Task
from crewai.knowledge.source.text_file_knowledge_source import TextFileKnowledgeSource
from crewai.project import CrewBase, agent, crew, task
from crewai_tools import SerperDevTool, ScrapeWebsiteTool

house = TextFileKnowledgeSource(file_paths=["house_style.txt"])

@CrewBase
class Fettle:
    agents_config = "config/agents.yaml"
    tasks_config = "config/tasks.yaml"

    @agent
    def scout(self): return Agent(config=self.agents_config["scout"], tools=[SerperDevTool(), ScrapeWebsiteTool()])
    @agent
    def verifier(self): return Agent(config=self.agents_config["verifier"], tools=[ScrapeWebsiteTool()])
    @agent
    def sub(self): return Agent(config=self.agents_config["sub"])
    @task
    def scout_task(self): return Task(config=self.tasks_config["scout_task"])
    @task
    def check_task(self): return Task(config=self.tasks_config["check_task"])
    @task
    def sub_task(self): return Task(config=self.tasks_config["sub_task"])
    @crew
    def crew(self):
        return Crew(agents=self.agents, tasks=self.tasks, process=Process.sequential, memory=True, knowledge_sources=[house])
