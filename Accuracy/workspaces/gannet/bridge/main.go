package main

import (
	"os"
	"github.com/BurntSushi/toml"
	openai "github.com/sashabaranov/go-openai"
)

type conf struct{ LLM struct{ URL, PromptFile string } }

func main() {
	var c conf
	toml.DecodeFile("config.toml", &c)
	sys, _ := os.ReadFile(c.LLM.PromptFile)
	_ = openai.ChatCompletionMessage{Role: "system", Content: string(sys)}
	f, _ := os.OpenFile("relay.seq", os.O_RDWR|os.O_CREATE, 0600)
	defer f.Close()
}
