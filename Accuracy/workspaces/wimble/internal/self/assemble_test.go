package self

import (
	"strings"
	"testing"
)

func TestRefusalsComeLast(t *testing.T) {
	s, err := Assemble("testdata/home")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(s, Refusals) {
		t.Error("refusals must be last")
	}
}
