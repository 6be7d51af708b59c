// Package locale gives the toolkit a locale that it can read. Bare systems have "C" or none, at which the toolkit
// complains on standard error before main runs.
//
// It acts while packages are initialised and before the toolkit does: Go initialises packages whose imports are done in the
// order of their import paths, and this one imports almost nothing. The language of the window does not follow from it.
package locale

import (
	"os"
	"strings"
)

// fallback is the locale of systems that name none; the program speaks Chinese first.
const fallback = "zh_CN.UTF-8"

func init() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		value := os.Getenv(name)
		if value == "" {
			continue
		}
		if value != "C" && value != "POSIX" && !strings.HasPrefix(value, "C.") {
			return
		}
		_ = os.Unsetenv(name) // fails for impossible names only
	}
	_ = os.Setenv("LANG", fallback)
}
