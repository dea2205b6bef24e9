#!/bin/sh
rsync -a catalogue/ /srv/copy/
