package llm

import "testing"

func TestNothing(t *testing.T) { Complete("", nil, "") }
