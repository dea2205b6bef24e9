package main

import (
	"context"
	"flag"
	"log"
	"os"

	"git.sr.ht/~obrecht/wimble/internal/agenda"
	"git.sr.ht/~obrecht/wimble/internal/loop"
	"git.sr.ht/~obrecht/wimble/internal/self"
)

func main() {
	home := flag.String("home", os.Getenv("WIMBLE_HOME"), "where desk/, agenda.toml and shelf/ are")
	flag.Parse()
	me, err := self.Assemble(*home)
	if err != nil {
		log.Fatal(err)
	}
	jobs, err := agenda.Read(*home + "/agenda.toml")
	if err != nil {
		log.Fatal(err)
	}
	loop.Run(context.Background(), me, jobs)
}
