#!/bin/zsh
cd /Users/priya/mudlark && ruby bot.rb --once "$1"
