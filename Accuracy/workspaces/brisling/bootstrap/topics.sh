#!/bin/sh
kafka-topics.sh --bootstrap-server kafka-1:9092 --create --topic tickets.new --partitions 2
