#!/bin/sh
date -Is >> "$CLAUDE_PROJECT_DIR/agent/.stamps"
