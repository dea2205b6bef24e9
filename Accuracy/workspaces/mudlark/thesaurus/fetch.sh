#!/bin/sh
curl -o fish-download.xml https://thesaurus.heritage.example/export
