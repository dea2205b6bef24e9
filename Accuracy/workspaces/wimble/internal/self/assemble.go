package self

import (
	_ "embed"
	"os"
	"path/filepath"
	"strings"
)

//go:embed manners.tmpl
var manners string

// Assemble reads the desk and returns the system text.
func Assemble(home string) (string, error) {
	parts := []string{Character, manners}
	for _, name := range []string{"scholar.toml", "standing-notes.adoc"} {
		b, err := os.ReadFile(filepath.Join(home, "desk", name))
		if err != nil {
			return "", err
		}
		parts = append(parts, string(b))
	}
	return strings.Join(append(parts, Refusals), "\n\n"), nil
}
