package brain

import "testing"

const testPrompt = `You are a test double. Reply OK.`

func TestCursorMissing(t *testing.T) {
	if readCursor() != 0 {
		t.Fatal("want 0 without share/.uid")
	}
}
