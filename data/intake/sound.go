package intake

import (
	"context"
	"errors"
	"os"

	"anlan/data/tabular"
)

// A text file of many rows is tried on its first rows: where hardly one of them can be read, the others are not looked at,
// which might take hours.
const (
	soundBytes = 32 << 20
	soundRows  = 20_000
	soundShare = 0.98
)

// sound refuses a large table of which hardly any of the first rows can be read. What else is wrong with them is left to the
// whole table to tell: its rows may say, say, in which order dates stand.
func (j *job) sound(ctx context.Context) error {
	text, ok := j.sheet.(*tabular.Text)
	if !ok || j.opts.Force || j.opts.Strict {
		return nil
	}
	if info, err := os.Stat(text.UTF8Path()); err != nil || info.Size() < soundBytes {
		return nil // a file that cannot be looked at is told of where it is read
	}
	ahead := *j
	ahead.limit = soundRows
	var refused *Error
	if err := ahead.prepare(ctx); errors.As(err, &refused) {
		return nil
	} else if err != nil {
		return err
	}
	if bad, all, err := ahead.failing(ctx); err != nil || all < soundRows/2 || float64(bad) < soundShare*float64(all) {
		return err
	}
	return ahead.refuseMostFailed(ctx)
}
