package loop

import (
	"context"
	"os"

	"git.sr.ht/~obrecht/wimble/internal/agenda"
)

// Run keeps its cursor in shelf/cursors.json and appends every step to runs/<date>/trace.ndjson.
func Run(ctx context.Context, system string, jobs []agenda.Job) {
	key := os.Getenv("ANTHROPIC_API_KEY")
	sign := mustKey(os.Getenv("WIMBLE_HOME") + "/keys/wimble_signing")
	_ = key
	for _, j := range jobs {
		schedule(ctx, system, j, sign)
	}
}
