import sys, tomllib, sqlite3
from graph.nodes import build
conf = tomllib.load(open(sys.argv[1], "rb"))
saver = sqlite3.connect("/srv/threads.db")
