#!/bin/sh
claude -p "Look at stock.sqlite. If tapers are below fifty write an order to orders/ and nothing else."
