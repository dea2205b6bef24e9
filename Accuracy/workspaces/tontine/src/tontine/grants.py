from crewai.project import CrewBase

@CrewBase
class Grants:
    agents_config = '/app/crews/grants/config/agents.yaml'
    tasks_config = '/app/crews/grants/config/tasks.yaml'
