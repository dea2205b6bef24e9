package main

import (
	"flag"
	"os"
	"text/template"

	"sundew.example/herald/llm"
)

func main() {
	brief := flag.String("brief", "brief.tmpl", "what it is told before each post")
	manner := flag.String("manner", "manner.txt", "how it speaks")
	flag.Parse()
	told := template.Must(template.ParseFiles(*brief))
	speech, _ := os.ReadFile(*manner)
	llm.Complete(os.Getenv("OLLAMA_URL"), told, string(speech))
}
