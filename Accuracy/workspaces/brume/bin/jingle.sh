#!/bin/sh
ffmpeg -i sons/generique.wav -i "$1" -filter_complex concat=n=2:v=0:a=1 "emissions/$(date +%F).ogg"
