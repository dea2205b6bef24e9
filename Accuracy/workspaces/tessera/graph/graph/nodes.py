from importlib.resources import files
PLANNER = files("graph").joinpath("mind/planner.jinja").read_text()
CRITIC = files("graph").joinpath("mind/critic.jinja").read_text()
