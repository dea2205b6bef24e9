#!/usr/bin/env python3
import yaml

server = yaml.safe_load(open("server.yaml"))
agent = yaml.safe_load(open(server["agent"]))
