package briefing

import (
	"fmt"
	"time"
)

// text prints a value of a question; days without their time.
func text(value any) string {
	if day, ok := value.(time.Time); ok {
		return day.Format(time.DateOnly)
	}
	return fmt.Sprint(value)
}
