package llm

import "text/template"

// Complete asks the model for one post.
func Complete(url string, told *template.Template, manner string) {}
