#!/bin/sh
date +%s > .claude/last_stop
