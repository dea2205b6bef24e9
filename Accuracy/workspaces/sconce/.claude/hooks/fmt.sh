#!/bin/sh
set -e
case "$CLAUDE_FILE_PATHS" in *.py) ruff format $CLAUDE_FILE_PATHS;; *.ts|*.tsx) npx prettier -w $CLAUDE_FILE_PATHS;; esac
