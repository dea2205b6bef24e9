import argparse
import pathlib

from .office import Office

p = argparse.ArgumentParser()
p.add_argument("--character", type=pathlib.Path)
p.add_argument("--people", type=pathlib.Path)
a = p.parse_args()
Office(a.character.read_text(), a.people.read_text()).open()
