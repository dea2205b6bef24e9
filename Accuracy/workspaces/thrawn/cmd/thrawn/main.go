package main

import (
	"flag"
	"log"
	"os"

	"git.corrie.example/eilidh/thrawn/internal/brain"
	"git.corrie.example/eilidh/thrawn/internal/shelf"
)

func main() {
	conf := flag.String("c", "/etc/thrawn/thrawn.toml", "configuration")
	once := flag.String("say", "", "run one turn with this text and exit")
	flag.Parse()
	b, err := brain.Open(*conf)
	if err != nil {
		log.Fatal(err)
	}
	// house rules: one per line, kept out of the toml because Eilidh edits them from her phone
	if raw, err := os.ReadFile("var/rules.lst"); err == nil {
		b.Rules = string(raw)
	}
	b.Shelf, _ = shelf.Open("var/thrawn.sqlite", "schema/010_schema.sql", "schema/020_people.sql")
	if *once != "" {
		b.Turn(*once)
		return
	}
	b.Loop()
}
