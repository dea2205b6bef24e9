import argparse

from claustro.crew import Claustro


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--mensaje", required=True)
    print(Claustro().crew().kickoff(inputs={"mensaje": p.parse_args().mensaje}).raw)


if __name__ == "__main__":
    main()
