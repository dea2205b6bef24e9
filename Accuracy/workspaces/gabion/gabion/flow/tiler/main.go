package main

import (
	"context"
	"log"
	"os"

	"github.com/twmb/franz-go/pkg/kgo"
)

func main() {
	cl, err := kgo.NewClient(kgo.SeedBrokers(os.Getenv("BOOTSTRAP")), kgo.ConsumerGroup("tiles-v2"), kgo.ConsumeTopics("tiles.wanted"))
	if err != nil {
		log.Fatal(err)
	}
	for {
		f := cl.PollFetches(context.Background())
		f.EachRecord(func(r *kgo.Record) { render(r) })
	}
}

func render(r *kgo.Record) { log.Printf("%s -> %s", r.Key, os.Getenv("OUT")) }
