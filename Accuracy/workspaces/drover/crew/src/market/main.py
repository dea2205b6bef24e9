from market.crew import Market
def run():
    Market().crew().kickoff(inputs={"mart": "Dolgellau"})
