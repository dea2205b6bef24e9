package main

import (
	"os"
	"text/template"
	"github.com/anthropics/anthropic-sdk-go"
)

func main() {
	t := template.Must(template.ParseFiles("prompts/system.tmpl"))
	_ = t
	_ = anthropic.NewClient()
	os.WriteFile("var/depth.last", []byte("31"), 0o644)
}
