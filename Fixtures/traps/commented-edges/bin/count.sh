#!/bin/sh
# curl -fsS http://stats.oldhost.example/
ls | wc -l
